// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: warnings are errors, imports are internal unless they say otherwise, `any` is written out.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// Targets stand in the order of their imports: each imports only what stands below it.
let package = Package(
    name: "waymark",
    products: [.executable(name: "waymark", targets: ["waymark"])],
    dependencies: [
        // Saves us option parsing, help, completions and usage errors with exit status 64.
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        // Saves us a YAML parser, with a position on every node.
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
        // Saves us a template language that escapes by default.
        .package(
            url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
        // Saves us an event loop, a strict HTTP/1.1 parser and its timeouts, for the preview.
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
    ],
    targets: [
        .executableTarget(
            name: "waymark",
            dependencies: [
                "Preview", "Build", "Theme", "Forms", "Site", "Markdown", "HTMLText", "Diagnostics",
                "CStarter",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .target(
            name: "Preview",
            dependencies: [
                "Build", "Theme", "Site", "HTMLText", "Diagnostics", "CClient",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            // Embedded by CClient.
            exclude: ["Client/Files"],
            swiftSettings: strict),
        .target(
            name: "Build",
            dependencies: [
                "Theme", "Forms", "Site", "Markdown", "Highlighting", "QRCode", "HTMLText",
                "Diagnostics", "CLinux",
            ],
            swiftSettings: strict),
        .target(
            name: "Theme",
            dependencies: [
                "Site", "Markdown", "HTMLText", "Diagnostics", "CTheme",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: strict),
        .target(
            name: "Forms", dependencies: ["Site", "Markdown", "HTMLText", "Diagnostics"],
            swiftSettings: strict),
        .target(
            name: "Site",
            dependencies: [
                "Markdown", "HTMLText", "Diagnostics", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .target(
            name: "Markdown", dependencies: ["HTMLText", "Diagnostics", "CLibcmark"],
            swiftSettings: strict),
        .target(name: "Highlighting", dependencies: ["HTMLText"], swiftSettings: strict),
        .target(name: "QRCode", swiftSettings: strict),
        .target(name: "HTMLText", swiftSettings: strict),
        .target(name: "Diagnostics", swiftSettings: strict),

        // The system's CommonMark parser. `--pkg-config-path Sources/CLibcmark/static` links libcmark.a
        // instead of the shared library, whose soname is its full version: for a binary that travels.
        .systemLibrary(
            name: "CLibcmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        // The bytes of themes/default, put into the binary by the compiler's #embed.
        .target(name: "CTheme", cSettings: [.unsafeFlags(["-std=c23"])]),
        // What `waymark init` writes, in the same way.
        .target(name: "CStarter", exclude: ["site"], cSettings: [.unsafeFlags(["-std=c23"])]),
        // The bytes of the preview's script and style, Sources/Preview/Client/Files, in the same way.
        .target(name: "CClient", cSettings: [.unsafeFlags(["-std=c23"])]),
        // System calls that Swift's Glibc module does not show.
        .target(name: "CLinux"),

        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
        .testTarget(name: "HTMLTextTests", dependencies: ["HTMLText"], swiftSettings: strict),
        .testTarget(
            name: "MarkdownTests", dependencies: ["Markdown", "HTMLText", "Diagnostics"],
            exclude: ["Spec"],
            swiftSettings: strict),
        .testTarget(
            name: "HighlightingTests", dependencies: ["Highlighting", "HTMLText"],
            exclude: ["Samples"],
            swiftSettings: strict),
        .testTarget(name: "QRCodeTests", dependencies: ["QRCode"], swiftSettings: strict),
        .testTarget(
            name: "SiteTests", dependencies: ["Site", "Markdown", "Diagnostics"],
            exclude: ["Forms"],
            swiftSettings: strict),
        .testTarget(
            name: "FormsTests",
            dependencies: ["Forms", "Site", "Markdown", "HTMLText", "Diagnostics"],
            exclude: ["Snapshots"],
            swiftSettings: strict),
        .testTarget(
            name: "ThemeTests", dependencies: ["Theme", "Site", "Markdown", "Diagnostics"],
            exclude: ["Snapshots"],
            swiftSettings: strict),
        .testTarget(
            name: "BuildTests",
            dependencies: ["Build", "Theme", "Site", "Markdown", "Diagnostics"],
            swiftSettings: strict),
        .testTarget(
            name: "PreviewTests", dependencies: ["Preview", "Build", "Theme", "Diagnostics"],
            swiftSettings: strict),
        // Renders many documents in one process, for Tests/Oracle.
        .executableTarget(
            name: "markdown-batch",
            dependencies: ["Markdown", "Highlighting", "Diagnostics", "CLibcmark"],
            path: "Tests/MarkdownBatch", swiftSettings: strict),
        // Writes many QR codes in one process, for Tests/Browser/check_qr.py.
        .executableTarget(
            name: "qr-batch", dependencies: ["QRCode"], path: "Tests/QRBatch",
            swiftSettings: strict),
        // Runs the built program on the folders of Cases/.
        .testTarget(
            name: "EndToEndTests", dependencies: ["waymark"],
            // Folders that are cases, and checks that Tests/run calls with Python.
            exclude: [
                "Cases", "checks.py", "kill_sites.py", "kill_test.py", "mount_cases.py",
                "obstacle_cases.py",
                "rebuild_test.py",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
