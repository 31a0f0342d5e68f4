package care.silverbell.records.link;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.records.link.AnswerLinks.About;
import care.silverbell.records.link.AnswerLinks.Link;
import care.silverbell.records.link.AnswerLinks.Standing;
import care.silverbell.records.sheet.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerPageTest {
  private static final Instant PRESSED = Instant.parse("2026-11-22T06:03:00Z");
  private static final Instant NOW = PRESSED.plusSeconds(12 * 60);
  private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");
  private static final About MOTHER =
      new About(null, "王秀英", "幸福路1号3单元502", "demo-0001", "call", PRESSED, 3, false);

  @Test
  void itSaysWhoWhereWhatSinceWhenAndWhoHasIt() {
    String page = page(Language.ZH, link(Standing.OPEN, null, List.of("张伟"), MOTHER));

    assertThat(page)
        .contains(
            "王秀英", "幸福路1号3单元502", "按了呼叫键", "已按 3 次", "11-22 14:03", "12 分钟前", "张伟", "我去", "我去不了");
    assertThat(page)
        .contains("lang=\"zh-CN\"", "name=\"viewport\"", "content=\"noindex, nofollow\"");
  }

  @Test
  void inEnglishForWhoReadsEnglish() {
    String page = page(Language.EN, link(Standing.OPEN, null, List.of(), MOTHER));

    assertThat(page)
        .contains(
            "pressed the call button", "pressed 3 times", "12 min ago", "nobody yet", "I’m going");
    assertThat(page).doesNotContain("按了呼叫键");
  }

  @Test
  void aNameCannotBreakOutOfThePage() {
    About evil =
        new About(
            null,
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            null,
            "<b>",
            PRESSED,
            1,
            false);
    String page = page(Language.EN, link(Standing.OPEN, null, List.of("</dd><script>"), evil));

    assertThat(page).doesNotContain("<script", "<img", "<b>").contains("&lt;script&gt;alert(1)");
  }

  @Test
  void itNeedsNoScriptAndItsPolicyAllowsNone() {
    String page = page(Language.ZH, link(Standing.OPEN, null, List.of(), MOTHER));

    assertThat(page).doesNotContain("<script", "onclick", "javascript:", "src=", "href=");
    assertThat(AnswerPage.PLAIN.policy())
        .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
        .containsPattern("style-src 'sha256-[A-Za-z0-9+/]{43}='")
        .doesNotContain("unsafe");
  }

  @Test
  void whoHasAcceptedStillFindsTheAddressAndSaysNextThatTheyAreThere() {
    String page = page(Language.ZH, link(Standing.GOING, "accept", List.of("李娜"), MOTHER));

    assertThat(page)
        .contains("记下了：您去", "幸福路1号", "value=\"arrive\">我到了", "value=\"withdraw\">我去不了了")
        .doesNotContain("value=\"accept\"", "value=\"pass\"");
  }

  @Test
  void whoIsThereIsThankedAndTheOthersAreTold() {
    Link theirs =
        new Link(
            "李娜", "zh-CN", Standing.ANSWERED, true, "accept", List.of("李娜"), "李娜", true, MOTHER);
    Link anothers =
        new Link(
            "张伟",
            "en",
            Standing.ANSWERED,
            true,
            "accept",
            List.of("张伟", "李娜"),
            "李娜",
            false,
            MOTHER);

    assertThat(page(Language.ZH, theirs)).contains("您到了", "幸福路1号").doesNotContain("<form");
    assertThat(page(Language.EN, anothers)).contains("李娜 is there already").doesNotContain("<form");
  }

  @Test
  void whoHasTheNameOfTheOneWhoIsThereIsNotTakenForThem() {
    List<String> both = List.of("王芳", "王芳");
    Link other = new Link("王芳", "en", Standing.ANSWERED, true, "accept", both, "王芳", false, MOTHER);

    assertThat(page(Language.EN, other)).contains("王芳 is there already");
  }

  @Test
  void whoHasPassedIsToldSoAndHasNoButton() {
    assertThat(page(Language.EN, link(Standing.ANSWERED, "pass", List.of(), MOTHER)))
        .contains("the next one is being asked")
        .doesNotContain("<form");
  }

  @Test
  void whoComesSecondIsToldThatSomebodyGoes() {
    assertThat(page(Language.ZH, link(Standing.ANSWERED, null, List.of("张伟"), MOTHER)))
        .contains("已经有人去了", "张伟")
        .doesNotContain("<form");
  }

  @Test
  void onceItIsOverOrExpiredNothingOfThePersonIsLeft() {
    String over = page(Language.ZH, link(Standing.OVER, "accept", List.of("李娜"), MOTHER));
    String expired = page(Language.ZH, link(Standing.EXPIRED, null, List.of("李娜"), MOTHER));

    assertThat(over).contains("已经办结").doesNotContain("王秀英", "幸福路", "<form");
    assertThat(expired).contains("过期", "李娜").doesNotContain("王秀英", "幸福路", "<form");
  }

  @Test
  void aTestSaysSoFirst() {
    About test = new About(null, "王秀英", "幸福路1号", "b", "call", PRESSED, 1, true);
    String page = page(Language.ZH, link(Standing.OPEN, null, List.of(), test));

    assertThat(page).contains("<title>测试");
    assertThat(page.indexOf("这是一次测试")).isPositive().isLessThan(page.indexOf("王秀英"));
  }

  @Test
  void aCallOfNobodyKnownNamesTheBand() {
    About unknown = new About(null, null, null, "sb-77", "call", PRESSED, 1, false);

    assertThat(page(Language.EN, link(Standing.OPEN, null, List.of(), unknown)))
        .contains("Not known who it is (band sb-77)");
  }

  private static String page(Language language, Link link) {
    return new AnswerPage(language, OFFICE).of(link, NOW);
  }

  private static Link link(
      Standing standing, @Nullable String said, List<String> havers, About about) {
    return new Link(
        "女儿", "zh-CN", standing, standing != Standing.OPEN, said, havers, null, false, about);
  }
}
