import Testing

@testable import Theme

/// What authors of a theme write for each other does not travel; what browsers read does, byte for byte.
@Suite struct CompactTests {
    @Test(
        arguments: [
            // Comments, indentation, blank lines.
            (
                "a {\n    color: red; /* why */\n\n\n    top: 0;\n}\n",
                "a {\ncolor: red;\ntop: 0;\n}\n"
            ),
            ("/* head */\n@layer a;\n", "\n@layer a;\n"),
            ("/*! kept by others */a", "/**/a"),
            ("a  \t  b", "a b"),
            ("a\r\n\t b", "a\nb"),
            // A comment alone keeps tokens apart, a blank makes another selector of two.
            ("a/* x */.b {}", "a/**/.b {}"),
            ("a /* x */ .b {}", "a .b {}"),
            ("a/* x */ .b {}", "a .b {}"),
            ("a/* x *//* y */b", "a/**/b"),
            ("a/**/b/***/c", "a/**/b/**/c"),
            // Strings.
            ("a::after { content: \"/* no */  x\" }", "a::after { content: \"/* no */  x\" }"),
            ("a { content: '\\'  /*' /* b */ }", "a { content: '\\'  /*' }"),
            ("a { content: \"x\\\n    y\" }", "a { content: \"x\\\n    y\" }"),
            // A line end breaks a string off.
            ("a { content: \"x\n    /* c */ y }", "a { content: \"x\ny }"),
            // Addresses.
            (
                "a { background: url(//x/*y*/z.png) /* c */ }",
                "a { background: url(//x/*y*/z.png) }"
            ),
            ("a { background: URL(  a\\)/*b ) }", "a { background: URL(  a\\)/*b ) }"),
            ("a { background: url( \"/*\"   /* c */ ) }", "a { background: url( \"/*\" ) }"),
            ("a { b: my-url(a/* c */ b) }", "a { b: my-url(a b) }"),
            ("a { b: curl(a/* c */ b) }", "a { b: curl(a b) }"),
            // Escapes: one white space belongs to the digits.
            (".\\41  b {}", ".\\41  b {}"),
            (".\\41\n    b {}", ".\\41\n b {}"),
            (".\\41\r\n  b {}", ".\\41\r\n b {}"),
            (".\\/* a */", ".\\/* a */"),
            (".\\\"  /* a */ b", ".\\\" b"),
            // What it cannot be sure of stays as it is.
            ("a { b: \\75rl(/*) }   /* c */", "a { b: \\75rl(/*) }   /* c */"),
            ("a {}   /* no end", "a {}   /* no end"),
            ("a { b: url(no end /*", "a { b: url(no end /*"),
            ("", ""), ("\\", "\\"), ("\"", "\""), ("/", "/"),
        ])
    func styles(_ source: String, _ expected: String) {
        #expect(
            String(decoding: CompactStyles.compact(Array(source.utf8)), as: UTF8.self) == expected)
    }

    @Test(
        arguments: [
            ("// why\nf()  // so\n\n    g()\n", "f()\ng()\n"),
            ("f(/* a */ b)", "f(b)"),
            ("a/* x */in b", "a in b"),
            // A line end in a comment ends a statement, as any other.
            ("return/*\n*/a", "return\na"),
            ("'// no' + \"/* no */\" // yes", "'// no'+\"/* no */\""),
            ("'\\'  // no'", "'\\'  // no'"),
            ("'a\\\n    b'  +  c", "'a\\\n    b'+c"),
            // Templates, within each other.
            (
                "`a\n    // no ${  f(`  ${ b }  /* no */`)  /* yes */ }\n    c`",
                "`a\n    // no ${f(`  ${b}  /* no */`)}\n    c`"
            ),
            ("`${{ a: {} }.a}  //` // yes", "`${{a:{}}.a}  //`"),
            ("`\\`  //`  +  1", "`\\`  //`+1"),
            // Regular expressions and quotients.
            ("x = /[/]  \\/'/g;  // yes", "x=/[/]  \\/'/g;"),
            ("return /  '/.test(a)  // '", "return/  '/.test(a)"),
            ("if (a(b)) /  \"/.test(c)  // \"", "if(a(b))/  \"/.test(c)"),
            ("a.return /  2  /  '//'", "a.return/2/'//'"),
            ("(a)  /  2  /  '//'", "(a)/2/'//'"),
            ("a[0]  /  b  // '", "a[0]/b"),
            ("a => /  '/  // '", "a=>/  '/"),
            ("/a/g  /  2  // '", "/a/g/2"),
            ("[...a]  /  2", "[...a]/2"),
            // Blanks beside punctuation, but where two tokens would become another.
            ("if (a) { b = c ? [1, 2] : !d; }", "if(a){b=c?[1,2]:!d;}"),
            ("return typeof a === 'b' || new c in d", "return typeof a==='b'||new c in d"),
            ("case 'a' : return 'b' in c", "case'a':return'b'in c"),
            ("a + +b - -c + ++d - --e", "a+ +b- -c+ ++d- --e"),
            ("a++ + b-- - c", "a++ +b-- -c"),
            ("a + -b * -c", "a+ -b* -c"),
            ("a < !--b, a < ! --b", "a< !--b,a< ! --b"),
            ("a-- > b", "a-- >b"),
            ("1 .a, 1. + 2", "1 .a,1. +2"),
            ("a ? .5 : b", "a? .5:b"),
            ("f(...a, ...b)", "f(...a,...b)"),
            ("/a/ in b, /a/g in b", "/a/ in b,/a/g in b"),
            ("a / /b/.c", "a/ /b/.c"),
            ("a ? /  b/ : /  c/", "a?/  b/ :/  c/"),
            ("async (a) => await b", "async(a)=>await b"),
            // Line ends, but where none can end a statement.
            ("f(\n  a,\n  b\n);\ng()\nh()", "f(a,b\n);g()\nh()"),
            ("x = {\n  a,\n}\ny = [\n]\n++z", "x={a,}\ny=[]\n++z"),
            ("a = `${\n  b\n}`", "a=`${b\n}`"),
            // What takes a parser to tell stays as it is.
            ("{}  /  a/  // b", "{}  /  a/  // b"),
            ("a++  /  b", "a++  /  b"),
            ("of  /  b", "of  /  b"),
            ("for await (a) /  '/", "for await (a) /  '/"),
            ("a  <!-- b", "a  <!-- b"),
            ("a\n  --> b", "a\n  --> b"),
            ("a  // b\u{2028}c", "a  // b\u{2028}c"),
            ("return\u{A0}/  '/", "return\u{A0}/  '/"),
            ("a.#b  /  2", "a.#b  /  2"),
            ("a  /* no end", "a  /* no end"),
            ("f(  `no end", "f(  `no end"), ("f(  ", "f(  "), ("'  \n'", "'  \n'"),
            ("x = /  \n/", "x = /  \n/"),
            ("", ""), ("/", "/"), ("\\", "\\"), ("`", "`"), ("}", "}"),
        ])
    func scripts(_ source: String, _ expected: String) {
        #expect(
            String(decoding: CompactScript.compact(Array(source.utf8)), as: UTF8.self) == expected)
    }

    /// Else the bounds on what a page loads are not what they seem.
    @Test func allOfTheDefaultThemeIsUnderstood() throws {
        let theme = try #require(Theme.load().theme)
        let scripts = ["assets/content.js", "assets/request.js", "assets/summary.js"]
        for path in [Theme.stylesheetPath, "assets/summary.css"] + scripts {
            let asset = try #require(theme.assets.first { $0.path == path })
            let text = String(decoding: asset.bytes, as: UTF8.self)
            #expect(
                !text.contains("\n ") && !text.contains("\n//")
                    && !text.dropFirst().contains("\n\n"))
        }
    }
}
