import Testing

@testable import Preview

struct AllowedHostsTests {
    @Test(arguments: [
        "localhost", "localhost:8080", "LOCALHOST", "localhost.", "guide.localhost:1", "127.0.0.1",
        "127.8.9.10:80", "[::1]", "[::1]:8080", "preview.example", "Preview.Example:9000",
        "a.tunnel.example", "192.0.2.7:8080",
    ])
    func allowsThisMachineAndWhatTheUserNamed(authority: String) {
        let hosts = AllowedHosts(["preview.example", ".tunnel.example"])
        #expect(hosts.allow(authority, local: "192.0.2.7"))
    }

    @Test(arguments: [
        "", ":8080", "example.org", "localhost.example.org", "127.0.0.1.example.org",
        "127.0.0.1.2", "127.0.0.256", "127.1", "0.0.0.0", "tunnel.example", "eviltunnel.example",
        "192.0.2.8", "[::2]", "[::1", "[::1]x", "localhost:80x", "localhost:123456", "local host",
        "alice@localhost", "localhost/x", "localhost:80:80", "::1", "localhost\u{0}", "lócalhost",
        "[localhost", "localhost,localhost",
    ])
    func refusesForeignAndBrokenNames(authority: String) {
        let hosts = AllowedHosts(["preview.example", ".tunnel.example"])
        #expect(!hosts.allow(authority, local: "192.0.2.7"))
    }
}
