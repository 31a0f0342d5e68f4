package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.Chromium;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an office does at its desk, on the pages as they are, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficeIT {
  private static final double PATIENCE_MILLIS = 30_000;
  private static final String HEADINGS = "档案号,姓名,性别,出生日期,住址,网格编码,风险等级\r\n";

  @RegisterExtension
  private final ServiceProcess service = new ServiceProcess("office", Map.of()).filled();

  @RegisterExtension private final Chromium chromium = new Chromium();

  @Test
  void aSheetWithAMistakeIsNamedMendedAndImported() {
    try (Screen admin = Screen.of(chromium.browser(), service.url(), "admin")) {
      admin.go("import");
      choose(admin, "Z0001,周秀英,女,1940-05-06,检验路1号,没有的网格,重点\r\n");
      Locator problems = admin.part("import-problems");
      admin.expect(problems).containsText("没有的网格", patiently());
      admin.expect(problems).containsText("2", patiently());
      assertThat(SignedIn.as(service.url(), "admin").get("/api/people?q=Z0001").body())
          .doesNotContain("周秀英");

      choose(admin, "Z0001,周秀英,女,1940-05-06,检验路1号,FHT-01-1,重点\r\n");
      admin.part("import-go").click(new Locator.ClickOptions().setTimeout(PATIENCE_MILLIS));
      PlaywrightAssertions.assertThat(admin.part("import-go"))
          .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS));
      admin
          .expect(admin.part("import-outcome"))
          .hasAttribute("data-state", "done", Screen.patiently());

      admin.go("people");
      admin.part("search").fill("z0001");
      admin.expect(admin.part("person-row").first()).containsText("周秀英", patiently());
      assertThat(admin.overflows()).isFalse();
      assertThat(admin.faults()).isEmpty();
    }
  }

  @Test
  void theDaughterJoinsByHerCodeAndSeesOnlyHerMother() {
    SignedIn desk = SignedIn.as(service.url(), "desk");
    JsonObject mother =
        desk.get("/api/people?q=demo-0005").json().getJsonArray("items").getJsonObject(0);
    String code = daughtersCode(desk, mother);
    try (BrowserContext phone =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(390, 844).setLocale("zh-CN"))) {
      Page page = phone.newPage();
      page.setDefaultTimeout(PATIENCE_MILLIS);
      join(page, code, "小红", "xiaohong");

      PlaywrightAssertions.assertThat(page.getByTestId("person-row"))
          .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
      PlaywrightAssertions.assertThat(page.getByTestId("person-row"))
          .containsText(mother.getString("name"));

      JsonObject father = herFatherToo(page);
      PlaywrightAssertions.assertThat(page.getByTestId("person-row"))
          .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
      PlaywrightAssertions.assertThat(page.getByText(father.getString("name")).first()).isVisible();
    }
    SignedIn daughter = SignedIn.as(service.url(), "xiaohong", "a-long-enough-word-7");
    assertThat(daughter.get("/api/people").json().getJsonArray("items")).hasSize(2);
    assertThat(
            SignedIn.nobody(service.url())
                .post(
                    "/api/invitations/redeem",
                    new JsonObject()
                        .put("code", code)
                        .put("name", "x")
                        .put("account", "another")
                        .put("password", "a-long-enough-word-7"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void anInvitationIsListedAndWithdrawnAndItsCodeFails() {
    String person =
        SignedIn.as(service.url(), "desk")
            .get("/api/people?q=demo-0006")
            .json()
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id");
    try (Screen desk = Screen.of(chromium.browser(), service.url(), "desk")) {
      desk.page().navigate(service.url() + "/#/people/" + person);
      desk.part("invite").click();
      desk.part("invited").fill("小明");
      desk.part("relation").fill("儿子");
      desk.part("invite-go").click();
      String code = desk.part("shown-once").textContent();
      desk.part("shown-once-kept").click();
      Locator invitation = desk.part("invitation");
      desk.expect(invitation).hasAttribute("data-state", "open");
      desk.expect(invitation).containsText("小明");

      desk.part("withdraw").click();
      desk.part("withdraw-yes").click();
      desk.expect(invitation).hasAttribute("data-state", "withdrawn");
      desk.expect(desk.part("withdraw")).hasCount(0);
      assertThat(desk.overflows()).isFalse();
      assertThat(desk.faults()).isEmpty();
      joinInVain(code);
    }
  }

  /** By another code, with the account she has. */
  private JsonObject herFatherToo(Page page) {
    SignedIn desk = SignedIn.as(service.url(), "desk");
    JsonObject father =
        desk.get("/api/people?q=demo-0007").json().getJsonArray("items").getJsonObject(0);
    String code = daughtersCode(desk, father);
    page.navigate(service.url() + "/#/account");
    page.getByTestId("code").fill(code);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "join-also.png")).setFullPage(true));
    page.getByTestId("join-also").click();
    return father;
  }

  private static String daughtersCode(SignedIn desk, JsonObject elder) {
    return desk.post(
            "/api/people/" + elder.getString("id") + "/invitations",
            new JsonObject().put("relation", "女儿").put("name", "小红"))
        .json()
        .getString("code");
  }

  private void join(Page page, String code, String name, String account) {
    page.navigate(service.url() + "/#/join/" + code);
    page.getByTestId("joinName").fill(name);
    page.getByTestId("joinAccount").fill(account);
    page.getByTestId("joinPassword").fill("a-long-enough-word-7");
    page.getByTestId("join").click();
  }

  private void joinInVain(String code) {
    try (BrowserContext phone = chromium.browser().newContext()) {
      Page page = phone.newPage();
      page.setDefaultTimeout(PATIENCE_MILLIS);
      join(page, code, "小明", "xiaoming");
      PlaywrightAssertions.assertThat(page.getByTestId("join-problem")).isVisible();
      PlaywrightAssertions.assertThat(page.getByTestId("person-row")).hasCount(0);
    }
  }

  private void choose(Screen screen, String row) {
    screen
        .part("import-file")
        .setInputFiles(
            new FilePayload(
                "people.csv", "text/csv", (HEADINGS + row).getBytes(StandardCharsets.UTF_8)));
    screen.part("import-try").click();
  }

  private static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
  }
}
