/// The files that the preview puts beside the site: the script of every page and what it loads.
func clientFile(_ name: String) -> [UInt8]? {
    switch name {
    case "reload.js": Array(reloadScript.utf8)
    default: nil
    }
}

/// Loads the page anew when it has changed.
private let reloadScript = """
    (() => {
      const script = document.currentScript;
      const url = new URL("events", script.src);
      url.searchParams.set("path", location.pathname);
      url.searchParams.set("version", script.dataset.version);
      new EventSource(url).addEventListener("build", event => {
        const build = JSON.parse(event.data);
        if (build.page !== "same" || build.styles.length || build.files.length) location.reload();
      });
    })();

    """
