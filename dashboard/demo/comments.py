"""The demo's comments: invented words of citizens, to the three open questions of the questionnaire."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.demo.courses import Rng, arrow_table, drawn, identifiers
from dashboard.foundation.schema import COMMENTS

TEXTS = {  # asked on pp. 21-22 of the 2016 evaluation
    "understanding": (
        "At få nogen at snakke med, der ikke dømmer mig.",
        "En der hjælper med kommunen og breve.",
        "Jeg ved det ikke helt endnu.",
        "At komme op om morgenen og få struktur på dagen.",
        "Hjælp til at komme videre mod job eller uddannelse.",
    ),
    "benefit": (
        "Jeg har fået styr på min økonomi og betaler mine regninger.",
        "Jeg kommer mere ud og ser andre mennesker.",
        "Min mentor tog med til lægen, så jeg fik taget mig sammen.",
        "Ikke så meget, men det er rart at blive ringet til.",
        "Jeg er begyndt at træne to gange om ugen.",
        "Jeg er startet i praktik.",
    ),
    "improvement": (
        "Mere tid sammen.",
        "At jeg fik at vide fra starten, hvad planen er.",
        "Ingenting, det er fint, som det er.",
        "At det også kunne være om aftenen.",
        "At sagsbehandleren svarede hurtigere.",
    ),
}
COMMENTED = 0.30  # of the satisfaction questionnaires that were answered, each question


def comment_table(rng: Rng, results: pa.Table, first: int) -> pa.Table:
    """Comments to the satisfaction questionnaires that were answered, numbered from `first`."""
    is_answered = pc.and_(
        pc.equal(results["instrument"], "satisfaction"), pc.is_valid(results["answered_on"])
    )
    asked = (
        results.filter(is_answered)
        .group_by("response_id", use_threads=False)
        .aggregate([("answered_on", "min")])
    )
    parts = []
    for question, texts in TEXTS.items():
        wrote = np.flatnonzero(rng.random(len(asked)) < COMMENTED)
        words = drawn(rng, dict.fromkeys(texts, 1.0), len(wrote))
        parts.append((pa.array(wrote), pa.array([question] * len(wrote), pa.string()), words))
    wrote = pa.concat_arrays([part[0] for part in parts])
    columns = {
        "comment_id": identifiers("T", np.arange(first, first + len(wrote))),
        "response_id": asked["response_id"].combine_chunks().take(wrote),
        "question": pa.concat_arrays([part[1] for part in parts]),
        "answered_on": asked["answered_on_min"].combine_chunks().take(wrote),
        "text": pa.concat_arrays([part[2] for part in parts]),
    }
    return arrow_table(columns, COMMENTS)
