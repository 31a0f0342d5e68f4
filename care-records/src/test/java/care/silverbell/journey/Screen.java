package care.silverbell.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A phone's screen with the console on it, and somebody signed in. */
final class Screen implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 30_000;

  private final BrowserContext context;
  private final Page page;
  private final List<String> faults = new CopyOnWriteArrayList<>();

  private Screen(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onPageError(faults::add);
  }

  /** A phone of 390 by 844 points, on which that account signs in. */
  static Screen of(Browser browser, String url, String account) {
    return of(browser, url, account, 390, 844);
  }

  /** A screen of that size, on which that account signs in. */
  static Screen of(Browser browser, String url, String account, int width, int height) {
    Screen screen =
        new Screen(
            browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setLocale("zh-CN")));
    screen.page.navigate(url);
    screen.part("account").fill(account);
    screen.part("password").fill("silverbell");
    screen.part("sign-in").click();
    screen.expect(screen.part("live-state")).hasAttribute("data-state", "live", patiently());
    // Gone when the page is loaded anew.
    screen.page.evaluate("() => { window.neverReloaded = true; }");
    return screen;
  }

  Page page() {
    return page;
  }

  /** The element of that data-testid. */
  Locator part(String testId) {
    return page.getByTestId(testId);
  }

  /** Goes to a page by the bar, or by the menu where the bar does not have it. */
  void go(String page) {
    Locator tab = part("tab-" + page);
    if (!tab.isVisible()) {
      part("menu").click();
    }
    tab.click();
  }

  /** The card of an incident on the board. */
  Locator card(String incident) {
    return page.locator("[data-testid=incident-card][data-incident=\"%s\"]".formatted(incident));
  }

  /** Waits until the card says how far its incident has come. */
  void awaitState(String incident, String state) {
    expect(card(incident).getByTestId("state")).hasAttribute("data-state", state, patiently());
  }

  /** Taps a button of an incident's card. */
  void tap(String incident, String button) {
    card(incident).getByTestId(button).click();
  }

  void awaitLive(String state) {
    expect(part("live-state")).hasAttribute("data-state", state, patiently());
  }

  LocatorAssertions expect(Locator locator) {
    return PlaywrightAssertions.assertThat(locator);
  }

  /** From now on it is known what the page sounds and how it shakes. */
  void listenForRinging() {
    page.evaluate(
        """
        () => {
          window.heard = [];
          const start = AudioScheduledSourceNode.prototype.start;
          AudioScheduledSourceNode.prototype.start = function (...when) {
            window.heard.push('stroke');
            return start.apply(this, when);
          };
          Object.defineProperty(navigator, 'vibrate', {
            value: (pattern) => window.heard.push(JSON.stringify(pattern)),
          });
        }
        """);
  }

  /** The strokes of the bell, and the patterns of shaking, since it is listened to. */
  List<String> heard() {
    return ((List<?>) page.evaluate("() => window.heard")).stream().map(String::valueOf).toList();
  }

  boolean wasReloaded() {
    return !Boolean.TRUE.equals(page.evaluate("() => window.neverReloaded === true"));
  }

  /** Errors that the page's scripts did not catch. */
  List<String> faults() {
    return faults;
  }

  /** Wider than the phone: something must be pushed aside to be read. */
  boolean overflows() {
    return Boolean.TRUE.equals(
        page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"));
  }

  static LocatorAssertions.HasAttributeOptions patiently() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS);
  }

  @Override
  public void close() {
    context.close();
  }
}
