package care.silverbell.records;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.Chromium;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The office finds a person, changes their file, and meets somebody else who does the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonPageIT {
  private static final Path PICTURES = Path.of("target", "pictures");

  private final SignedIn admin = RunningService.as("admin");
  private final List<String> faults = new ArrayList<>();
  @RegisterExtension private final Chromium chromium = new Chromium();

  @ParameterizedTest
  @CsvSource({"390, 844, zh-CN, 郑桂珍, zgz", "1280, 900, en, 冯秀琴, fxq"})
  void theOfficeChangesAFileAndLosesNothingWhenAnotherDoesToo(
      int width, int height, String language, String name, String initials) {
    String path = added(name);
    try (Page page = signedIn(width, height, language)) {
      page.getByTestId("tab-people").click();
      page.getByTestId("search").fill(initials);
      Locator row =
          page.getByTestId("person-row").filter(new Locator.FilterOptions().setHasText(name));
      assertThat(page.getByTestId("how-many")).containsText("1");
      assertThat(row).hasCount(1);
      picture(page, "list", width);
      row.click();
      assertThat(page.getByTestId("person-name")).hasText(name);
      picture(page, "person", width);

      String drawn = drawn(width);
      page.getByTestId("edit-person").click();
      page.getByTestId("edit-phone").fill("10077778888");
      page.getByTestId("edit-dialect").fill("胶东话");
      turnedAndBack(page, width, height);
      picture(page, "edit", width);
      changeMeanwhile(path, new JsonObject().put("dialect", "烟台话").put("keyPlace", "社区居委会"));
      page.getByTestId("save-person").click();

      assertThat(page.getByTestId("clash")).containsText("接警台");
      assertThat(page.getByTestId("edit-phone")).hasValue("10077778888");
      assertThat(page.getByTestId("edit-dialect")).hasValue("胶东话");
      assertThat(page.getByTestId("edit-keyPlace")).hasValue("社区居委会");
      assertThat(page.locator(".clash")).containsText("烟台话");
      picture(page, "clash", width);
      findsTheCell(page, width, drawn);
      page.getByTestId("save-person").click();
      assertThat(page.getByTestId("person-name")).hasText(name);

      JsonObject kept = RunningService.as("desk").get(path).json();
      assertThat(kept.getString("phone")).isEqualTo("10077778888");
      assertThat(kept.getString("dialect")).isEqualTo("胶东话");
      assertThat(kept.getString("keyPlace")).isEqualTo("社区居委会");
      assertThat(kept.getJsonObject("cell").getString("id")).isEqualTo(drawn);
      addAContactInFront(page, path);
      drawZones(page, path, width);
      changeTheDay(page, path, width);
      addACompanion(page, path, width);
      assertThat(faults).isEmpty();
    }
  }

  /** A cell a degree wide whose west side lies as many degrees east as the page is wide. */
  private String drawn(int width) {
    int west = width / 10;
    JsonArray ring =
        new JsonArray(
            "[[%1$d,40],[%2$d,40],[%2$d,41],[%1$d,41],[%1$d,40]]".formatted(west, west + 1));
    JsonObject outline =
        new JsonObject().put("type", "Polygon").put("coordinates", new JsonArray().add(ring));
    return admin
        .post("/api/grid", new JsonObject().put("name", "画在" + west).put("outline", outline))
        .json()
        .getString("id");
  }

  private void findsTheCell(Page page, int width, String drawn) {
    int west = width / 10;
    page.getByTestId("edit-house").fill("-40.5, " + west + ".5");
    page.getByTestId("find-cell").click();
    assertThat(page.getByTestId("cell-found")).containsText(Pattern.compile("没有|No cell"));
    assertThat(page.getByTestId("edit-cell")).not().hasValue(drawn);
    page.getByTestId("edit-house").fill("40.5, " + west + ".5");
    assertThat(page.getByTestId("cell-found")).hasText("");
    page.getByTestId("find-cell").click();
    assertThat(page.getByTestId("cell-found")).containsText("画在" + west);
    assertThat(page.getByTestId("edit-cell")).hasValue(drawn);
    picture(page, "found", width);
  }

  /** A tablet is turned in the middle of typing: the page is laid out anew. */
  private static void turnedAndBack(Page page, int width, int height) {
    page.setViewportSize(width < 1000 ? 1280 : 390, height);
    assertThat(page.locator(".columns")).hasCount(width < 1000 ? 1 : 0);
    page.setViewportSize(width, height);
    assertThat(page.locator(".columns")).hasCount(width < 1000 ? 0 : 1);
  }

  private void addAContactInFront(Page page, String path) {
    page.getByTestId("edit-person").click();
    page.getByTestId("add-contact").click();
    page.getByTestId("contact-name").nth(1).fill("李强");
    page.getByTestId("contact-relation").nth(1).fill("邻居");
    page.getByTestId("contact-phones").nth(1).fill("10000000008、10000000009");
    page.locator(".contact-card")
        .nth(1)
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("往前|Move up")))
        .click();
    page.getByTestId("save-person").click();
    assertThat(page.getByTestId("edit-person")).isVisible();
    JsonArray contacts = admin.get(path).json().getJsonArray("contacts");
    assertThat(contacts.stream().map(it -> ((JsonObject) it).getString("name")))
        .containsExactly("李强", "于静");
    assertThat(contacts.getJsonObject(0).getJsonArray("phones")).hasSize(2);
    assertThat(contacts.getJsonObject(1).getJsonArray("hours")).hasSize(1);
    page.locator("details.changes summary").click();
    assertThat(page.locator(".change-list li").first()).containsText("接警台");
    picture(page, "changed", page.viewportSize().width);
  }

  /** A circle around the house, and an area by its corners, one of which is taken back. */
  private void drawZones(Page page, String path, int width) {
    Locator rows = page.getByTestId("zones").getByTestId("end-zone");
    page.getByTestId("zone-name").fill("家");
    addWhenTried(page);
    assertThat(rows).hasCount(1);
    page.getByTestId("zone-name").fill("小区");
    page.getByTestId("zone-shape").selectOption("area");
    assertThat(page.getByTestId("zone-radius")).hasCount(0);
    Locator map = page.getByTestId("zone-map");
    double[][] corners = {{0.3, 0.3}, {0.7, 0.3}, {0.9, 0.9}, {0.5, 0.7}};
    for (double[] corner : corners) {
      assertThat(page.getByTestId("try-zone")).hasCount(0);
      map.click(
          new Locator.ClickOptions()
              .setPosition(
                  map.boundingBox().width * corner[0], map.boundingBox().height * corner[1]));
      if (corner[0] == 0.9) {
        assertThat(page.getByTestId("zone-corners")).containsText("3");
        page.getByTestId("undo-corner").click();
        assertThat(page.getByTestId("zone-corners")).containsText("2");
      }
    }
    picture(page, "zone", width);
    addWhenTried(page);
    assertThat(rows).hasCount(2);
    List<JsonObject> zones =
        RunningService.as("desk").get(path + "/zones").json().getJsonArray("items").stream()
            .map(JsonObject.class::cast)
            .toList();
    assertThat(zones.stream().filter(it -> it.getJsonObject("circle") != null)).hasSize(1);
    assertThat(zones.stream().filter(it -> it.getJsonArray("polygon") != null))
        .singleElement()
        .satisfies(it -> assertThat(it.getJsonArray("polygon")).hasSize(3));
    rows.first().click();
    assertThat(page.getByTestId("end-trial-end")).hasAttribute("data-state", "nothing");
    assertThat(rows).hasCount(2);
    picture(page, "zone-ending", width);
    rows.first().click();
    assertThat(rows).hasCount(1);
    rows.first().click();
    assertThat(rows).hasCount(0);
  }

  /** Of somebody without readings nothing can be told, and that is said. */
  private static void addWhenTried(Page page) {
    assertThat(page.getByTestId("add-zone")).hasCount(0);
    page.getByTestId("try-zone").click();
    assertThat(page.getByTestId("zone-trial-end")).hasAttribute("data-state", "nothing");
    page.getByTestId("add-zone").click();
    assertThat(page.getByTestId("add-zone")).hasCount(0);
  }

  /** Other hours are tried first; what the band's language is need not be. */
  private void changeTheDay(Page page, String path, int width) {
    page.getByTestId("still").fill("240");
    assertThat(page.getByTestId("save-day")).hasCount(0);
    page.getByTestId("try-day").click();
    assertThat(page.getByTestId("day-trial-end")).hasAttribute("data-state", "nothing");
    picture(page, "day", width);
    page.getByTestId("save-day").click();
    assertThat(page.getByTestId("day-trial-end")).hasCount(0);
    page.getByTestId("wristLanguage").selectOption("en");
    page.getByTestId("save-day").click();
    assertThat(page.locator(".toast-shown")).isVisible();
    await()
        .until(() ->
            "en"
                .equals(
                    RunningService.as("desk")
                        .get(path + "/day")
                        .json()
                        .getString("wristLanguage")));
    JsonObject day = RunningService.as("desk").get(path + "/day").json();
    assertThat(day.getInteger("stillAtMostMinutes")).isEqualTo(240);
    assertThat(day.getJsonObject("tried").getInteger("readings")).isZero();
  }

  /** The day's form beside it keeps what is being typed there. */
  private void addACompanion(Page page, String path, int width) {
    page.getByTestId("still").fill("250");
    page.getByTestId("change-companions").click();
    Locator companions = page.getByTestId("companions");
    String mother = admin.get("/api/people/" + RunningService.mother()).json().getString("name");
    companions.getByTestId("wearer-search").fill(mother);
    companions
        .getByTestId("wearer-choice")
        .filter(new Locator.FilterOptions().setHasText(mother))
        .first()
        .click();
    Locator remove = companions.getByTestId("remove-companion");
    assertThat(remove).hasCount(1);
    assertThat(page.getByTestId("still")).hasValue("250");
    assertThat(RunningService.as("desk").get(path + "/day").json().getJsonArray("companions"))
        .containsExactly(RunningService.mother());
    picture(page, "companions", width);
    remove.click();
    assertThat(remove).hasCount(0);
    assertThat(RunningService.as("desk").get(path + "/day").json().getJsonArray("companions"))
        .isEmpty();
  }

  private Page signedIn(int width, int height, String language) {
    Page page =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setLocale(language))
            .newPage();
    page.onPageError(faults::add);
    page.addInitScript("localStorage.setItem('silverbell.language', '" + language + "')");
    page.navigate(RunningService.url());
    page.getByTestId("account").fill("desk");
    page.getByTestId("password").fill("silverbell");
    page.getByTestId("sign-in").click();
    return page;
  }

  private void picture(Page page, String name, int width) {
    page.waitForTimeout(400);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(width < 1000)
            .setPath(PICTURES.resolve(name + "-" + width + ".png")));
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))
        .as(name + " is wider than " + width)
        .isFalse();
  }

  private void changeMeanwhile(String path, JsonObject change) {
    String[] bearer = RunningService.bearer("desk");
    String[] headers = Arrays.copyOf(bearer, bearer.length + 2);
    headers[bearer.length] = "If-Match";
    headers[bearer.length + 1] =
        RunningService.call("GET", path, null, bearer).headers().firstValue("ETag").orElseThrow();
    assertThat(RunningService.call("PUT", path, change.encode(), headers).statusCode())
        .isEqualTo(200);
  }

  private String added(String name) {
    JsonObject mother = admin.get("/api/people/" + RunningService.mother()).json();
    JsonObject daughter =
        new JsonObject()
            .put("name", "于静")
            .put("relation", "女儿")
            .put("phones", new JsonArray().add("10000000003"))
            .put("keyHolder", true)
            .put("channels", new JsonArray().add("phone").add("sms"))
            .put(
                "hours",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("days", new JsonArray().add(1).add(2).add(3).add(4).add(5))
                            .put("from", "08:00")
                            .put("to", "18:30")));
    JsonObject draft =
        new JsonObject()
            .put("name", name)
            .put("sex", "female")
            .put("birthDate", "1941-03-02")
            .put("code", "DA-" + name)
            .put("phone", "10000000001")
            .put("address", "凤凰台小区3号楼2单元401室")
            .put("cell", mother.getJsonObject("cell").getString("id"))
            .put("house", mother.getJsonObject("house"))
            .put("risk", "high")
            .put("living", "alone")
            .put("mobility", "walking_aid")
            .put("hearing", "hearing_aid")
            .put("sight", "poor")
            .put("dialect", "鲁东话")
            .put("bloodGroup", "AB+")
            .put("allergies", new JsonArray().add("青霉素").add("花生"))
            .put("doorCode", "2580#")
            .put("howToGetIn", "单元门禁按 401")
            .put("doctor", "doctor")
            .put(
                "conditions",
                new JsonArray()
                    .add(new JsonObject().put("code", "I10.x00x002").put("text", "高血压"))
                    .add(new JsonObject().put("code", "E11.9").put("text", "2型糖尿病"))
                    .add("骨关节炎"))
            .put(
                "medicines",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("name", "氨氯地平")
                            .put("dose", "5 mg")
                            .put("times", new JsonArray().add("08:00"))))
            .put("contacts", new JsonArray().add(daughter));
    SignedIn.Answer answer = admin.post("/api/people", draft);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return "/api/people/" + answer.json().getString("id");
  }
}
