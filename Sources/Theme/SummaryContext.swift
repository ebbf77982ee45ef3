/// The summary: one document, made from the whole guide, for paper.
package struct SummaryContext: Sendable {
    /// A page of the guide.
    package struct Page: Sendable {
        package var title: String
        package var url: String
        /// As it is written on paper: with the base URL where that is known, else the path in the site.
        package var address: String
        /// What to do; may be empty.
        package var summaryHTML: String

        package init(title: String, url: String, address: String, summaryHTML: String) {
            self.title = title
            self.url = url
            self.address = address
            self.summaryHTML = summaryHTML
        }
    }

    package struct Checklist: Sendable {
        /// As on its page.
        package var id: String
        /// The id of the form's field that it feeds, as on its page.
        package var feeds: String?
        package var titleHTML: String
        package var tasks: [Task]
        /// The page that it is from; nil where that is the page of the one before it.
        package var page: PageLink?

        package init(
            id: String, feeds: String?, titleHTML: String, tasks: [Task], page: PageLink?
        ) {
            self.id = id
            self.feeds = feeds
            self.titleHTML = titleHTML
            self.tasks = tasks
            self.page = page
        }
    }

    package struct Task: Sendable {
        /// What its page keeps the tick by.
        package var key: String
        package var labelHTML: String
        package var isDone: Bool
        /// It is a part of the task before it.
        package var isPart: Bool

        package init(key: String, labelHTML: String, isDone: Bool, isPart: Bool) {
            self.key = key
            self.labelHTML = labelHTML
            self.isDone = isDone
            self.isPart = isPart
        }
    }

    package struct Form: Sendable {
        package var name: String
        package var description: String
        /// What the scripts of a page read.
        package var data: String
        package var questionsHTML: String
        package var channelsHTML: String
        /// The page on which it can be filled in.
        package var page: Page

        package init(
            name: String, description: String, data: String, questionsHTML: String,
            channelsHTML: String, page: Page
        ) {
            self.name = name
            self.description = description
            self.data = data
            self.questionsHTML = questionsHTML
            self.channelsHTML = channelsHTML
            self.page = page
        }
    }

    package var document: DocumentContext
    /// From the document to the site's top: "", "../".
    package var root: String
    /// Of the document itself, as it is written on paper.
    package var address: String
    package var pages: [Page] = []
    package var checklists: [Checklist] = []
    package var forms: [Form] = []
    /// What a reader must keep out of every text.
    package var neverShare: [String] = []
    /// The day of the newest review of all pages.
    package var reviewed: PageContext.Review?
    /// Eight hexadecimal digits that change with the guide.
    package var revision: String
    /// A picture of the document's address.
    package var qrSVGURL: String?
    package var footerHTML: String?

    package init(document: DocumentContext, root: String, address: String, revision: String) {
        self.document = document
        self.root = root
        self.address = address
        self.revision = revision
    }
}

extension SummaryContext.Page {
    static let names = TemplateNames<Self>(
        "a page of the summary",
        [
            .text("title", "the page's title") { $0.title },
            .text("url", "where it is") { $0.url },
            .text("address", "where it is, as it is written on paper") { $0.address },
            .html("summary", "what to do") { $0.summaryHTML },
        ])
}

extension SummaryContext.Task {
    static let names = TemplateNames<Self>(
        "a task",
        [
            .text("key", "what its page keeps the tick by") { $0.key },
            .html("label", "what to do") { $0.labelHTML },
            .flag("is-done", "it is ticked at first") { $0.isDone },
            .flag("is-part", "it is a part of the task before it") { $0.isPart },
        ])
}

extension SummaryContext.Checklist {
    static let names = TemplateNames<Self>(
        "a checklist",
        [
            .text("id", "the id that it has on its page") { $0.id },
            .text("feeds", "the id of the form's field that it feeds") { $0.feeds },
            .html("title", "its title") { $0.titleHTML },
            .list("tasks", of: SummaryContext.Task.names, "what to tick off") { $0.tasks },
            .part("page", PageLink.names, "the page that it is from, if the one before it is not") {
                $0.page
            },
        ])
}

extension SummaryContext.Form {
    static let names = TemplateNames<Self>(
        "a form",
        [
            .text("name", "its name") { $0.name },
            .text("description", "what it is for") { $0.description },
            .text("data", "the form for scripts, as JSON") { $0.data },
            .html("questions", "the questions with boxes and lines") { $0.questionsHTML },
            .html("channels", "where the answers go") { $0.channelsHTML },
            .part("page", SummaryContext.Page.names, "the page that it is from") { $0.page },
        ])
}

/// A line of a list.
struct SummaryLine: Sendable {
    let words: String

    static let names = TemplateNames<SummaryLine>(
        "a line", [.text("words", "what it says") { $0.words }])
}

extension SummaryContext {
    static let names = TemplateNames<SummaryContext>(
        "the summary",
        DocumentContext.names.of { $0.document } + [
            .text("root", "the way to the site's top") { $0.root },
            .text("address", "where this document is, as it is written on paper") { $0.address },
            .list("pages", of: Page.names, "the pages of the guide, in order") { $0.pages },
            .list("checklists", of: Checklist.names, "all checklists") { $0.checklists },
            .flag("has-checklists", "the guide has checklists") { !$0.checklists.isEmpty },
            .list("forms", of: Form.names, "all request forms") { $0.forms },
            .flag("has-forms", "the guide has request forms") { !$0.forms.isEmpty },
            .list("never-share", of: SummaryLine.names, "what to keep out of every text") {
                $0.neverShare.map(SummaryLine.init)
            },
            .flag("has-never-share", "something is to be kept out of every text") {
                !$0.neverShare.isEmpty
            },
            .part("reviewed", PageContext.Review.names, "the newest review of all pages") {
                $0.reviewed
            },
            .text("revision", "digits that change with the guide") { $0.revision },
            .text("qr-url", "a picture of this document's address") { $0.qrSVGURL },
            .html("footer", "the site's own words at the foot") { $0.footerHTML },
            .html("navigation", "always absent") { _ in nil },
            .flag("no-index", "always true") { _ in true },
        ])
}
