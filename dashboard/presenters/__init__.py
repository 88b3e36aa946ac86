"""What each page and file shows, as pure functions of rows: sections, records for charts, sentences, tables.

Nothing here knows Streamlit or a database.
"""
