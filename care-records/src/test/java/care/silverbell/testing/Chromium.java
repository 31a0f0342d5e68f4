package care.silverbell.testing;

import care.silverbell.ingest.testing.MachineParts;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's Chromium, without a window; a test is skipped where there is none. */
public final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  /** Starts it. */
  public Chromium() {
    Path program = MachineParts.program("chromium", "chromium");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** For pages of one's own. */
  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
