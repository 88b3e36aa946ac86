"""The files of a reader's own report; nothing in an address says whose."""

import asyncio
import logging
import time

from starlette.requests import Request
from starlette.responses import Response

from dashboard.access.links import Access
from dashboard.editions import edition
from dashboard.foundation.errors import DashboardError
from dashboard.partner import entry_page
from dashboard.partner.audit_lines import AuditLines
from dashboard.partner.deployment import Deployment
from dashboard.presenters import municipal_files
from dashboard.web.shell import preferred_language
from dashboard.web.throttle import Throttle

FILES_IN_TEN_MINUTES = 60  # a reader's

LOG = logging.getLogger(__name__)


class ReportFiles:
    """Answers with one file of the newest report of a municipality."""

    def __init__(self, deployment: Deployment, lines: AuditLines) -> None:
        self.deployment = deployment
        self.lines = lines
        self.taken = Throttle(FILES_IN_TEN_MINUTES, 600)

    async def answer(self, request: Request, name: str, session: str, access: Access) -> Response:
        """The file of that name, or the page that says why there is none."""
        language, contact = preferred_language(request.scope), self.deployment.contact
        if name not in municipal_files.FILES:
            return entry_page.cannot(language, contact, 404)
        if self.taken.wait(session, time.monotonic()):
            return entry_page.too_many_files(language)
        self.taken.add(session, time.monotonic())
        try:
            found = await asyncio.to_thread(
                edition.newest, self.deployment.editions, access.municipality, access.level
            )
        except DashboardError as error:
            LOG.error("report of %s (%s): %s", access.municipality, access.level, error)
            return entry_page.damaged(language, contact)
        if not found:
            return entry_page.no_report(language)
        asked = request.query_params.get("rapport", found.report_code)
        if asked != found.report_code:
            return entry_page.another_report(language)
        content, mime, file = await asyncio.to_thread(
            municipal_files.export, found, name, language, contact
        )
        is_often = self.lines.is_often(access.link_id)
        self.lines.happened(access.link_id)
        if is_often:
            self.lines.count("export", access.link_id)
        else:
            await self.lines.note(
                "export",
                link_id=access.link_id,
                session_id=session,
                name=name,
                report=found.report_code,
            )
        kept = "inline" if mime.startswith("text/html") else "attachment"
        return Response(
            content, media_type=mime, headers={"Content-Disposition": f'{kept}; filename="{file}"'}
        )
