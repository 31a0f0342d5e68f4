package care.silverbell.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTextTest {
  private static final Instant OPENED = Instant.parse("2026-11-25T12:00:00Z");
  private static final IncidentId INCIDENT = IncidentId.of("11111111-2222-4333-8444-555555555555");
  private static final String LINK = "https://office.example/a/Zm9vYmFyYmF6cXV4";

  private static NoticeSubject call(
      @Nullable String person, @Nullable String address, int presses, @Nullable String whoHasIt) {
    return new NoticeSubject(
        INCIDENT,
        "call",
        Severity.EMERGENCY,
        person,
        address,
        "b-17",
        OPENED,
        presses,
        whoHasIt,
        "atrial fibrillation, door code 4711",
        "real");
  }

  private static NoticeSubject call(int presses, @Nullable String whoHasIt) {
    return call("王秀英", "幸福街3号2单元501", presses, whoHasIt);
  }

  private static NoticeSubject with(String kind, Severity severity, String purpose) {
    return new NoticeSubject(
        INCIDENT, kind, severity, "王秀英", "幸福街3号", null, OPENED, 0, null, null, purpose);
  }

  private static Message said(
      NoticeSubject subject, Saying saying, ChannelKind channel, String language, int seconds) {
    return NoticeText.message(
        subject, saying, channel, language, LINK, OPENED.plus(Duration.ofSeconds(seconds)));
  }

  @Test
  void whoIsAskedHearsWhoWhereAndSinceWhen() {
    Message message = said(call(1, null), Saying.ASK, ChannelKind.PUSH, "zh-CN", 5);

    assertThat(message.title()).isEqualTo("一键呼叫：王秀英");
    assertThat(message.body()).isEqualTo("地址：幸福街3号2单元501\n刚刚\n还没有人响应。请立即处理。");
    assertThat(message.link()).isEqualTo(LINK);
    assertThat(message.severity()).isEqualTo("emergency");
    assertThat(message.incident()).isEqualTo(INCIDENT.toString());
    assertThat(message.test()).isFalse();
    assertThat(message.spoken())
        .isEqualTo("您好，这里是银铃。王秀英按下了一键呼叫。地址，幸福街3号2单元501。刚刚。" + "还没有人响应。请立即处理。我来处理，请按1。去不了，请按2。");
  }

  @Test
  void whoIsAskedHearsTheSameInEnglish() {
    Message message = said(call(2, null), Saying.ASK, ChannelKind.EMAIL, "en", 190);

    assertThat(message.title()).isEqualTo("Call for help: 王秀英");
    assertThat(message.body())
        .isEqualTo(
            "Address: 幸福街3号2单元501\n3 min ago, pressed 2 times\n"
                + "Nobody has answered yet. Please act at once.");
    assertThat(message.spoken())
        .startsWith("Hello, this is Silverbell. 王秀英 has pressed for help.")
        .endsWith("If you take it, press 1. If you cannot go, press 2.");
  }

  @Test
  void whoIsAskedAgainHearsWhetherSomebodyHasIt() {
    Message nobody = said(call(3, null), Saying.AGAIN, ChannelKind.PUSH, "zh-CN", 240);
    Message somebody = said(call(1, "李明"), Saying.AGAIN, ChannelKind.PUSH, "zh-CN", 7200);

    assertThat(nobody.title()).isEqualTo("【再次】一键呼叫：王秀英");
    assertThat(nobody.body()).contains("4分钟前，已按3次", "还没有人响应");
    assertThat(somebody.body()).contains("2小时前", "李明已响应，尚未到场");
    assertThat(somebody.link()).isEqualTo(LINK);
  }

  @ParameterizedTest
  @CsvSource({
    "TELL, zh-CN, 已有人响应：王秀英, 李明正在处理王秀英的一键呼叫，您无需再响应。",
    "CLOSED, zh-CN, 已办结：王秀英, 王秀英的一键呼叫已由李明办结。",
    "TELL, en, Somebody has it: 王秀英, 李明 is dealing with call for help of 王秀英. You need not answer"
        + " any more.",
    "CLOSED, en, Closed: 王秀英, Call for help of 王秀英 was closed by 李明."
  })
  void whoIsToldHearsWhoHasItAndHasNothingToAnswer(
      Saying saying, String language, String title, String says) {
    Message message = said(call(1, "李明"), saying, ChannelKind.NTFY, language, 60);

    assertThat(message.title()).isEqualTo(title);
    assertThat(message.body()).contains(says);
    assertThat(message.spoken()).contains(says).doesNotContain("按1").doesNotContain("press 1");
    assertThat(message.link()).isNull();
  }

  @Test
  void aShortMessageIsOneSegmentWhateverTheAddress() {
    for (String address : new String[] {"幸福街3号", "烟台市芝罘区凤凰台街道幸福社区幸福街3号楼".repeat(4)}) {
      for (Saying saying : Saying.values()) {
        for (String person : new String[] {"王秀英", "阿卜杜热西提·买买提艾力·吐尔逊江·阿布都热合曼"}) {
          Message message =
              NoticeText.message(
                  call(person, address, 12, "欧阳明月"),
                  saying,
                  ChannelKind.SMS,
                  "zh-CN",
                  null,
                  OPENED.plusSeconds(3000));
          String whole = message.title() + "，" + message.body().replace("\n", "，");
          assertThat(whole.length()).as(whole).isLessThanOrEqualTo(70);
          assertThat(whole).contains(person.substring(0, 3));
        }
      }
    }
  }

  @Test
  void aTestSaysSoFirstEverywhereAndSendsNobodyRunning() {
    for (String language : new String[] {"zh-CN", "en"}) {
      for (ChannelKind channel : ChannelKind.values()) {
        for (Saying saying : Saying.values()) {
          Message message =
              said(with("call", Severity.EMERGENCY, "test"), saying, channel, language, 5);
          assertThat(message.test()).isTrue();
          assertThat(message.title()).matches("(【测试】|TEST: ).*");
          assertThat(message.spoken()).containsAnyOf("这是一次测试", "This is a test");
          assertThat(message.body()).doesNotContain("立即处理").doesNotContain("at once");
        }
      }
    }
    assertThat(
            said(
                    with("call", Severity.EMERGENCY, "canary"),
                    Saying.ASK,
                    ChannelKind.CANARY,
                    "en",
                    0)
                .title())
        .startsWith("SELF-CHECK: ");
  }

  @ParameterizedTest
  @EnumSource(ChannelKind.class)
  void noIllnessNoReadingAndNoWayInIsEverInIt(ChannelKind channel) {
    for (String language : new String[] {"zh-CN", "en", "fr"}) {
      for (Saying saying : Saying.values()) {
        Message message = said(call(2, "李明"), saying, channel, language, 60);
        assertThat(message.toString()).doesNotContain("atrial").doesNotContain("4711");
      }
    }
  }

  @Test
  void whatIsAboutTheServiceSaysWhyAndNamesNobody() {
    NoticeSubject spool =
        new NoticeSubject(
            INCIDENT,
            "spool-filling",
            Severity.NOTICE,
            null,
            null,
            null,
            OPENED,
            0,
            null,
            "2.1 GB of 4 GB are waiting",
            "real");

    Message message = said(spool, Saying.ASK, ChannelKind.EMAIL, "zh-CN", 60);

    assertThat(message.title()).isEqualTo("数据库中断，暂存空间将满");
    assertThat(message.body()).contains("2.1 GB of 4 GB are waiting", "请留意");
    assertThat(message.spoken()).doesNotContain("佩戴者");
  }

  @Test
  void anUnknownCallerIsNamedByTheBand() {
    Message message = said(call(null, null, 1, null), Saying.ASK, ChannelKind.SMS, "zh-CN", 5);

    assertThat(message.title()).isEqualTo("一键呼叫：未登记的佩戴者（手环b-17）");
    assertThat(message.body()).isEqualTo("刚刚");
    assertThat(said(call(null, null, 1, null), Saying.ASK, ChannelKind.VOICE, "en", 5).spoken())
        .contains("An unknown wearer (band b-17) has pressed for help");
  }

  @ParameterizedTest
  @CsvSource({"URGENT, 请在一小时内处理", "NOTICE, 请留意", "EMERGENCY, 请立即处理"})
  void howSoonIsSaid(Severity severity, String wish) {
    assertThat(
            said(with("still", severity, "real"), Saying.ASK, ChannelKind.PUSH, "zh-CN", 5).body())
        .contains(wish);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call",
        "fall",
        "heart-rate-high",
        "heart-rate-low",
        "wandering",
        "silent-band",
        "not-worn",
        "still",
        "low-battery",
        "missed-greeting",
        "spool-filling",
        "channel-down",
        "yet-to-come"
      })
  void everyKindHasAWordInBothLanguages(String kind) {
    NoticeSubject subject = with(kind, Severity.URGENT, "real");

    assertThat(said(subject, Saying.ASK, ChannelKind.PUSH, "zh-CN", 5).title())
        .matches("[\\p{IsHan}，]+：王秀英");
    assertThat(said(subject, Saying.ASK, ChannelKind.PUSH, "en", 5).title())
        .matches("[A-Z][a-z', -]+: 王秀英");
  }

  @Test
  void aNameCannotBringALineOrMarkupOfItsOwn() {
    Message message =
        said(
            call("王\r\n秀\u202e英<say-as>", "幸福街\n3号\u0000", 1, null),
            Saying.ASK,
            ChannelKind.VOICE,
            "zh-CN",
            -30);

    assertThat(message.title()).isEqualTo("一键呼叫：王 秀 英<say-as>");
    assertThat(message.spoken()).doesNotContain("<").doesNotContain("\n").contains("幸福街 3号");
    assertThat(message.body()).isEqualTo("刚刚\n幸福街 3号");
  }
}
