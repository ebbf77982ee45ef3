internal import HTMLText
internal import Mustache

/// What a template prints for all contexts of one shape, with the places that their texts fill.
///
/// Templates only place values: they cannot change, count or compare them. So what stands around the
/// values depends on the context's shape alone. The library, which spends about 2 µs on each tag in
/// dynamic casts (150 µs a page), renders each shape once, with a mark in the place of each value, and a
/// page is its form filled in. Escaping happens here too, by the kind of the value, never by how a
/// template's author wrote the tag.
struct TemplateForm: Sendable {
    /// Always one more than there are places.
    private var texts: [String] = []
    private var places: [Int] = []

    /// Splits what the library rendered at the marks.
    init(_ rendered: String) {
        let bytes = Array(rendered.utf8)
        var start = 0
        for mark in TemplateMark.marks(in: bytes) {
            texts.append(String(decoding: bytes[start..<mark.range.lowerBound], as: UTF8.self))
            places.append(mark.number)
            start = mark.range.upperBound
        }
        texts.append(String(decoding: bytes[start...], as: UTF8.self))
    }

    /// The form with `fillings` in their places, appended to `out`.
    func fill(with fillings: [TemplateInput.Filling], into out: inout String) {
        for (text, place) in zip(texts, places) {
            out += text
            guard fillings.indices.contains(place) else { continue }
            let filling = fillings[place]
            out += filling.isHTML ? filling.text : HTMLText.escape(filling.text)
        }
        out += texts[texts.count - 1]
    }
}

/// A number in rendered text, as `<`, NUL, digits and `>`.
///
/// `<` never comes out of escaped text, and a template that holds a NUL is refused, so that neither can
/// hold a mark.
enum TemplateMark {
    static func text(_ number: Int) -> String { "<\0\(number)>" }

    static func marks(in bytes: [UInt8]) -> [(number: Int, range: Range<Int>)] {
        var marks: [(number: Int, range: Range<Int>)] = []
        var i = 0
        while i + 2 < bytes.count {
            guard bytes[i] == UInt8(ascii: "<"), bytes[i + 1] == 0,
                let end = bytes[i...].firstIndex(of: UInt8(ascii: ">")),
                let number = Int(String(decoding: bytes[(i + 2)..<end], as: UTF8.self))
            else {
                i += 1
                continue
            }
            marks.append((number, i..<(end + 1)))
            i = end + 1
        }
        return marks
    }
}

/// A text as the library meets it: a mark, or nothing.
///
/// The library prints a nil as "nil", so an absent value is an empty text that sections skip.
struct TemplateText: MustacheCustomRenderable, MustacheParent {
    let renderText: String

    var isNull: Bool { renderText.isEmpty }

    /// Nothing: inside `{{#owner}}`, the names of the page still hold.
    func child(named: String) -> Any? { nil }

    /// The names with marks as their values, numbered as `TemplateInput` orders its fillings.
    static func marked(
        _ values: [TemplateValue], _ set: TemplateNameSet, next: inout Int
    ) -> [String: Any] {
        var scope: [String: Any] = [:]
        for (name, value) in zip(set.names, values) {
            switch (value, set.kinds[name]) {
            case (.text(let text), _), (.html(let text), _):
                let isAbsent = text?.isEmpty ?? true
                scope[name] = TemplateText(renderText: isAbsent ? "" : TemplateMark.text(next))
                if !isAbsent { next += 1 }
            case (.flag(let flag), _): scope[name] = flag
            case (.part(let part?), .part(let names)):
                scope[name] = marked(part, names, next: &next)
            case (.list(let items), .list(let names)):
                scope[name] = items.map { marked($0, names, next: &next) }
            default: scope[name] = TemplateText(renderText: "")
            }
        }
        return scope
    }
}
