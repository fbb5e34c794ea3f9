"""What the extensions of this book share: files that only the pages which use them load."""


def add_where(app, markup, *names, epub=False, **options):
    """Let each page that contains `markup` load these files, in the EPUB too if asked for."""

    def add(app, pagename, templatename, context, doctree):
        if markup in (context.get("body") or "") and (epub or app.builder.name != "epub"):
            for name in names:
                if name.endswith(".css"):
                    app.add_css_file(name, **options)
                else:
                    app.add_js_file(name, loading_method="defer")

    app.connect("html-page-context", add, priority=950)  # after `book_site` took out the unused
