package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.Chromium;
import care.silverbell.testing.SignedIn;
import care.silverbell.testing.SmallProvider;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in at the office's own provider as a doctor sees it: a button, there and back. */
class OpenIdPageIT {
  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static final double PATIENCE_MILLIS = 30_000;

  private final SmallProvider provider = RunningService.provider();
  private final SignedIn admin = RunningService.as("admin");
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void aStrangerIsToldTheirNumberAndOnceLinkedTheButtonLetsThemIn() {
    String account = "page-" + suffix;
    JsonObject draft =
        new JsonObject().put("account", account).put("name", "统一登录").put("role", "doctor");
    assertThat(admin.post("/api/accounts", draft).status()).isEqualTo(201);
    var _ = provider.signsIn("number-" + suffix);
    try (BrowserContext context = CHROMIUM.browser().newContext()) {
      Page page = context.newPage();
      page.navigate(RunningService.url());
      PlaywrightAssertions.assertThat(page.getByTestId("sign-in-openid"))
          .containsText(
              "市民一网通", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
      page.getByTestId("sign-in-openid").click();
      PlaywrightAssertions.assertThat(page.locator("main code")).hasText("number-" + suffix);
      PlaywrightAssertions.assertThat(page.locator("main")).containsText("没有登录");

      JsonObject subject = new JsonObject().put("subject", "number-" + suffix);
      assertThat(admin.put("/api/accounts/" + account + "/subject", subject).status())
          .isEqualTo(204);
      page.locator("main a").click();
      page.getByTestId("sign-in-openid").click();
      PlaywrightAssertions.assertThat(page.getByTestId("sign-in"))
          .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS));
      String me = page.evaluate("() => fetch('/api/me').then((it) => it.text())").toString();
      assertThat(me).contains("\"account\":\"" + account + "\"");
    }
  }
}
