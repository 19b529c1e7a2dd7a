"""Text put into an article's source, in the notation of its format."""


def escape(form: str, text: str) -> str:
    """`text` as an article of a format ("html", "jsonl", "text", "markdown") writes it in its prose.

    HTML gets character references for its own marks (not for quotes, which need none in running text), JSONL the
    escapes of a JSON string; the other formats take it as it is.
    """
    if form == "html":
        from html import escape as escape_html

        return escape_html(text, quote=False)
    if form == "jsonl":
        import json

        return json.dumps(text, ensure_ascii=False)[1:-1]
    return text
