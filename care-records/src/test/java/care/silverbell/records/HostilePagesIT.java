package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.journey.WornBand;
import care.silverbell.testing.Chromium;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything the main pages show has a script for a name: it is shown as it is written and does not
 * run, though this browser is told to let any script run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePagesIT {
  private static final String PASSWORD = "a-long-enough-word-7";
  private static final String IMAGE = "<img src=x onerror=window.__hacked=1>";
  private static final String SCRIPT = "\"><script>window.__hacked=1</script>";

  private final SignedIn admin = RunningService.as("admin");
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String name = IMAGE + suffix;
  private final List<String> dialogs = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  @RegisterExtension private final Chromium chromium = new Chromium();

  @Test
  void namesThatAreScriptsAreShownAndDoNotRun() {
    String cell = id(admin.post("/api/grid", named().put("level", SCRIPT)));
    String person = person(cell);
    String staff =
        id(admin.post("/api/staff", named().put("code", "h-" + suffix).put("role", "assistant")));
    ok(
        200,
        admin.put(
            "/api/staff/" + staff + "/serving",
            new JsonObject().put("cells", new JsonArray().add(cell))));
    String plan = plan(cell);
    account(person);
    try (WornBand band = band(person);
        BrowserContext context = context()) {
      band.press("hostile-" + suffix);
      Page page = signedIn(context);
      shows(page, "/", name);
      shows(page, "/people", null);
      page.getByTestId("search").fill(suffix);
      seen(page, name);
      shows(page, "/people/" + person, name);
      page.getByTestId("access-log").locator("summary").click();
      assertThat(page.getByTestId("access-log")).containsText(name);
      seen(page, SCRIPT);
      shows(page, "/grid", name);
      shows(page, "/grid/" + cell, name);
      shows(page, "/staff", null);
      page.getByTestId("staff-search").fill(suffix);
      seen(page, name);
      shows(page, "/staff/" + staff, name);
      shows(page, "/bands", null);
      page.getByTestId("band-search").fill(suffix);
      seen(page, name);
      shows(page, "/plans", name);
      shows(page, "/accounts", name);
    }
    RunningService.items(admin, "/api/incidents?state=open&limit=500")
        .filter(it -> ("h-" + suffix).equals(it.getString("band")))
        .forEach(it -> resolve(it.getString("id")));
    ok(204, admin.delete("/api/response-plans/" + plan));
    assertThat(dialogs).isEmpty();
    assertThat(faults).isEmpty();
  }

  private void resolve(String incident) {
    JsonObject outcome = new JsonObject().put("outcome", "test").put("note", SCRIPT);
    ok(200, admin.post("/api/incidents/" + incident + "/resolve", outcome));
  }

  private JsonObject named() {
    return new JsonObject().put("name", name);
  }

  private String person(String cell) {
    JsonObject contact =
        new JsonObject().put("name", name).put("relation", SCRIPT).put("phone", "10000000003");
    return id(
        admin.post(
            "/api/people",
            named()
                .put("sex", "female")
                .put("birthDate", "1941-03-02")
                .put("code", "h-" + suffix)
                .put("address", SCRIPT)
                .put("dialect", IMAGE)
                .put("cell", cell)
                .put("risk", "general")
                .put("contacts", new JsonArray().add(contact))));
  }

  private String plan(String cell) {
    JsonObject step =
        new JsonObject()
            .put("afterSeconds", 0)
            .put("who", new JsonArray().add(new JsonObject().put("kind", "on-duty")));
    return id(
        admin.post(
            "/api/response-plans",
            named()
                .put("severity", "notice")
                .put("cell", cell)
                .put("steps", new JsonArray().add(step))));
  }

  /** Of somebody who has looked at the person. */
  private void account(String person) {
    JsonObject account = named().put("account", "h-" + suffix).put("role", "desk");
    ok(201, admin.post("/api/accounts", account.put("password", PASSWORD)));
    SignedIn desk = SignedIn.as(RunningService.url(), "h-" + suffix, PASSWORD);
    ok(200, desk.get("/api/people/" + person));
  }

  private WornBand band(String person) {
    String serial = "h-" + suffix;
    SignedIn.Answer made = admin.post("/api/bands", new JsonObject().put("serial", serial));
    String secret = ok(201, made).json().getString("secret");
    ok(200, admin.put("/api/bands/" + serial + "/wearer", new JsonObject().put("person", person)));
    return WornBand.on(RunningService.mqttPort(), serial, secret);
  }

  private static String id(SignedIn.Answer answer) {
    return ok(201, answer).json().getString("id");
  }

  private BrowserContext context() {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setBypassCSP(true)
                .setViewportSize(1280, 900)
                .setLocale("en"));
  }

  private Page signedIn(BrowserContext context) {
    Page page = context.newPage();
    page.onDialog(dialog -> {
      dialogs.add(dialog.message());
      dialog.dismiss();
    });
    page.onPageError(faults::add);
    page.navigate(RunningService.url());
    page.getByTestId("account").fill("admin");
    page.getByTestId("password").fill("silverbell");
    page.getByTestId("sign-in").click();
    assertThat(page.getByTestId("sign-out")).isVisible();
    return page;
  }

  private static void shows(
      Page page, String place, @org.jspecify.annotations.Nullable String text) {
    page.navigate(RunningService.url() + "/#" + place);
    if (text != null) {
      seen(page, text);
    }
  }

  /** The text is there as text, and no script has run. */
  private static void seen(Page page, String text) {
    assertThat(page.getByText(text).first()).isVisible();
    assertThat(page.evaluate("() => typeof window.__hacked")).isEqualTo("undefined");
  }
}
