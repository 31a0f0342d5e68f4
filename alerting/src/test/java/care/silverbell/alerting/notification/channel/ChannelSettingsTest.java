package care.silverbell.alerting.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.ingest.setting.NamedSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelSettingsTest {
  @TempDir Path folder;

  private final List<String> wrong = new ArrayList<>();

  private ChannelSettings read(Map<String, String> named) {
    return ChannelSettings.read(new NamedSettings(named::get, wrong));
  }

  private static Map<String, String> everything() {
    Map<String, String> all = new HashMap<>();
    all.put("PUBLIC_URL", "https://office.example/");
    all.put("PUSH_SUBJECT", "mailto:desk@office.example");
    all.put("SMTP_URL", "smtps://user:hidden-word@mail.example");
    all.put("SMTP_FROM", "silverbell@office.example");
    all.put("SMS_GATEWAY", "aliyun");
    all.put("SMS_KEY", "LTAI0123");
    all.put("SMS_SECRET", "hidden-word");
    all.put("SMS_SIGN", "银铃");
    all.put("SMS_TEMPLATE", "SMS_1");
    all.put("VOICE_GATEWAY", "generic");
    all.put("VOICE_URL", "https://voice.example/call");
    all.put("VOICE_SECRET", "hidden-word");
    all.put("NTFY_URL", "https://ntfy.example");
    all.put("NTFY_TOKEN", "hidden-word");
    all.put("WEBHOOK_SECRET", "hidden-word-of-16-and-more");
    all.put("INNER_HOSTS", "Hook.Office, 10.0.0.5");
    return all;
  }

  @Test
  void withNothingSetOnlyTheRobotsAreThereWhoseAddressesSayAll() {
    ChannelSettings settings = read(Map.of());

    assertThat(wrong).isEmpty();
    assertThat(Channels.open(settings))
        .extracting(Channel::kind)
        .containsExactly(ChannelKind.WECOM, ChannelKind.DINGTALK);
    assertThat(settings.publicUrl()).isNull();
  }

  @Test
  void whatIsSetIsThereOneOfEach() {
    ChannelSettings settings = read(everything());

    assertThat(wrong).isEmpty();
    assertThat(Channels.open(settings))
        .extracting(Channel::kind)
        .containsExactly(
            ChannelKind.PUSH,
            ChannelKind.VOICE,
            ChannelKind.SMS,
            ChannelKind.WECOM,
            ChannelKind.DINGTALK,
            ChannelKind.NTFY,
            ChannelKind.WEBHOOK,
            ChannelKind.EMAIL);
    assertThat(settings.publicUrl()).isEqualTo(URI.create("https://office.example"));
    assertThat(settings.innerHosts()).containsExactlyInAnyOrder("hook.office", "10.0.0.5");
  }

  @Test
  void aPublicAddressOverTlsIsSubjectEnoughForPush() {
    assertThat(read(Map.of("PUBLIC_URL", "https://office.example")).pushSubject())
        .isEqualTo("https://office.example");
    assertThat(read(Map.of("PUBLIC_URL", "http://office.example")).pushSubject()).isNull();
  }

  @Test
  void allThatIsWrongIsSaidAtOnceAndNoSecretWithIt() {
    Map<String, String> bad = new HashMap<>();
    bad.put("PUBLIC_URL", "office.example");
    bad.put("PUSH_SUBJECT", "the desk");
    bad.put("SMTP_URL", "imap://user:hidden-word@mail.example");
    bad.put("SMS_GATEWAY", "pigeon");
    bad.put("VOICE_GATEWAY", "aliyun");
    bad.put("NTFY_URL", "https://u:hidden word hidden-word@ntfy.example");
    bad.put("WEBHOOK_SECRET", "hidden-word");
    bad.put("WECOM_URL", "https://u:hidden-word@wecom.example");
    bad.put("DINGTALK_URL", "https://ding.example/?a=b");
    bad.put("GATEWAY_PROFILES", folder.resolve("none.json").toString());

    read(bad);

    assertThat(wrong).hasSize(bad.size());
    assertThat(bad.keySet())
        .allSatisfy(
            name -> assertThat(wrong).anyMatch(it -> it.startsWith("SILVERBELL_" + name + ": ")));
    assertThat(wrong).noneMatch(it -> it.contains("hidden-word"));
    assertThat(wrong)
        .anyMatch(it -> it.endsWith("there are generic, aliyun, aliyun-ivr"))
        .anyMatch(it -> it.contains("SILVERBELL_VOICE_KEY, SILVERBELL_VOICE_SECRET"));
  }

  @Test
  void noSecretIsInWhatTheySayOfThemselves() {
    ChannelSettings settings = read(everything());

    assertThat(
            settings.toString()
                + settings.sms()
                + settings.sms().orElseThrow().settings()
                + settings.voice()
                + settings.ntfy()
                + settings.smtp())
        .doesNotContain("hidden-word")
        .doesNotContain("LTAI0123");
  }
}
