package care.silverbell.alerting.notification.channel;

import static care.silverbell.alerting.notification.channel.courier.RawPeer.answer;
import static care.silverbell.alerting.notification.channel.courier.RawPeer.write;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.channel.courier.Courier;
import care.silverbell.alerting.notification.channel.courier.Couriers;
import care.silverbell.alerting.notification.channel.courier.OpenInternet;
import care.silverbell.alerting.notification.channel.courier.RawPeer;
import care.silverbell.alerting.notification.channel.gateway.GatewayChannel;
import care.silverbell.alerting.notification.channel.gateway.GatewayProfiles;
import care.silverbell.alerting.notification.channel.gateway.GatewaySettings;
import care.silverbell.alerting.notification.channel.push.Browser;
import care.silverbell.alerting.notification.channel.push.PushChannel;
import care.silverbell.alerting.notification.channel.push.VapidKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every channel that speaks HTTP, before every way in which a provider can behave badly: what is
 * said of it, how long it takes, and that no secret is in what is said.
 */
class BadPeersTest {
  private static final String SECRET = "secret-of-the-office-0123456789";

  /** A channel, and where it finds somebody at a peer. */
  private record Tried(String name, Channel channel, String to) {}

  /**
   * One way to behave, and what is to be said of it.
   *
   * @param after what a provider asked for; null where it asked for nothing
   */
  record Bad(
      String name,
      RawPeer.Behaviour behaviour,
      Class<? extends Delivery> said,
      @Nullable Duration after) {
    /**
     * Who is never answered must not make the tests wait for as long as a provider is waited for.
     */
    Courier courier() {
      return name.matches("(hangs|drips).*") ? Couriers.hasty() : Couriers.patient();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Bad bad(
      String name,
      Class<? extends Delivery> said,
      @Nullable Duration after,
      RawPeer.Behaviour behaviour) {
    return new Bad(name, behaviour, said, after);
  }

  private static Bad answers(
      String name, Class<? extends Delivery> said, @Nullable Duration after, String whole) {
    return bad(name, said, after, (_, socket) -> write(socket, whole));
  }

  static Stream<Bad> badPeers() {
    Class<? extends Delivery> again = Delivery.TryAgain.class;
    Class<? extends Delivery> never = Delivery.Refused.class;
    return Stream.of(
        answers("does not like it", never, null, answer(400, "")),
        answers("does not know us", never, null, answer(401, "who are " + SECRET + "?")),
        answers("forbids it", never, null, answer(403, "<html>no</html>")),
        answers("redirects", never, null, answer(302, "", "Location: http://127.0.0.1:1/")),
        answers("redirects and keeps", never, null, answer(307, "", "Location: http://8.8.8.8/")),
        answers("has a fault", again, null, answer(500, "stack trace " + SECRET)),
        answers("is down", again, null, answer(502, "<html>Bad Gateway</html>")),
        answers("is down for a while", again, seconds(7), answer(503, "", "Retry-After: 7")),
        answers("took too long itself", again, null, answer(504, "")),
        answers("has enough of us", again, seconds(30), answer(429, "", "Retry-After: 30")),
        answers(
            "has enough of us until a date",
            again,
            seconds(90),
            answer(429, "", "Retry-After: Wed, 25 Nov 2026 12:01:30 GMT")),
        answers("has enough of us, somehow", again, null, answer(429, "", "Retry-After: soon")),
        answers("speaks garbage", again, null, "\u0000\u0001garbage\r\n\r\nmore"),
        answers("speaks SSH", again, null, "SSH-2.0-OpenSSH_9.2\r\n"),
        bad("says nothing and goes", again, null, (_, _) -> {}),
        bad(
            "resets",
            again,
            null,
            (_, socket) -> {
              socket.setSoLinger(true, 0);
              socket.close();
            }),
        answers(
            "goes in mid-answer", again, null, half("{\"errcode\":0,\"Code\":\"OK\",\"id\":\"x")),
        answers("goes in mid-header", again, null, "HTTP/1.1 200 OK\r\nContent-Le"),
        bad("hangs", again, null, (_, _) -> Thread.sleep(30_000)),
        bad(
            "drips its header",
            again,
            null,
            (_, socket) -> drip(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nX-A: ")),
        bad(
            "drips its answer",
            again,
            null,
            (_, socket) -> {
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n");
              drip(socket.getOutputStream(), "{\"errcode\":0,\"Code\":\"OK\",\"id\":\"");
            }),
        bad(
            "has a fault without end",
            again,
            null,
            (_, socket) -> {
              write(socket, "HTTP/1.1 500 X\r\n\r\n");
              while (true) {
                socket.getOutputStream().write(new byte[8192]);
              }
            }));
  }

  private static String half(String beginning) {
    return answer(200, " ".repeat(1000)).strip() + "\r\n\r\n" + beginning;
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static void drip(OutputStream out, String beginning) throws Exception {
    for (int i = 0; ; i++) {
      out.write(i < beginning.length() ? beginning.charAt(i) : 'x');
      out.flush();
      Thread.sleep(20);
    }
  }

  private static List<Tried> everyChannelAt(URI peer, Courier courier) {
    OpenInternet open = new OpenInternet(Set.of("127.0.0.1"));
    return List.of(
        new Tried(
            "push",
            new PushChannel(
                courier, open, VapidKey.fresh(), "mailto:a@b.example", _ -> {}, Couriers.CLOCK),
            Browser.fresh().subscription(peer + "/p/" + SECRET)),
        new Tried(
            "wecom",
            new WecomChannel(courier, peer, Couriers.CLOCK),
            peer + "/cgi-bin/webhook/send?key=" + SECRET),
        new Tried(
            "dingtalk",
            new DingtalkChannel(courier, peer, Couriers.CLOCK),
            peer + "/robot/send?access_token=" + SECRET + "&secret=SEC" + SECRET),
        new Tried("ntfy", new NtfyChannel(courier, peer, SECRET), "topic-" + SECRET),
        new Tried(
            "webhook",
            new WebhookChannel(courier, open, SECRET, Couriers.CLOCK),
            peer + "/" + SECRET),
        new Tried("sms, aliyun", gateway(ChannelKind.SMS, "aliyun", peer, courier), "13800000000"),
        new Tried(
            "voice, aliyun", gateway(ChannelKind.VOICE, "aliyun", peer, courier), "13800000000"),
        new Tried(
            "voice, aliyun-ivr",
            gateway(ChannelKind.VOICE, "aliyun-ivr", peer, courier),
            "13800000000"),
        new Tried(
            "sms, generic", gateway(ChannelKind.SMS, "generic", peer, courier), "13800000000"),
        new Tried(
            "voice, generic", gateway(ChannelKind.VOICE, "generic", peer, courier), "13800000000"));
  }

  private static Channel gateway(ChannelKind kind, String profile, URI peer, Courier courier) {
    return GatewayChannel.open(
        kind,
        GatewayProfiles.shipped().named(profile).orElseThrow(),
        new GatewaySettings(
            peer + "/", "account-0123", SECRET, "银铃", "T_1, T_2, T_3", "05710000000"),
        courier,
        Couriers.CLOCK);
  }

  @ParameterizedTest
  @MethodSource("badPeers")
  void everyChannelSaysOfAPeerThat(Bad bad) throws Exception {
    try (RawPeer peer = RawPeer.that(bad.behaviour());
        ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      Map<String, Future<Delivery>> said = sent(everyChannelAt(peer.uri(), bad.courier()), atOnce);
      for (Map.Entry<String, Future<Delivery>> one : said.entrySet()) {
        Delivery delivery = one.getValue().get();
        assertThat(delivery).as(one.getKey()).isInstanceOf(bad.said());
        assertThat(delivery.toString()).as(one.getKey()).doesNotContain(SECRET, "13800000000");
        if (delivery instanceof Delivery.TryAgain it) {
          assertThat(it.after()).as(one.getKey()).isEqualTo(bad.after());
        }
      }
      // All ten at once: whoever waits for a peer that hangs waits for no longer than its limit.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void everyChannelSaysOfAPeerThatIsNotThereThatItMayBeTriedAgain() throws Exception {
    URI nobody;
    try (RawPeer peer = RawPeer.answering(_ -> answer(200, ""))) {
      nobody = peer.uri();
    }
    try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : sent(everyChannelAt(nobody, Couriers.patient()), atOnce).entrySet()) {
        assertThat(one.getValue().get())
            .as(one.getKey())
            .isInstanceOfSatisfying(
                Delivery.TryAgain.class, it -> assertThat(it.reason()).isEqualTo("no connection"));
      }
    }
  }

  @Test
  void aYesThatIsNoWordOfTheProviderIsNoYesWhereTheProviderHasWords() throws Exception {
    for (String text :
        List.of(
            "<html>Please sign in</html>",
            "",
            "null",
            "[".repeat(60_000),
            "{\"a\":".repeat(9_000))) {
      everyChannelHears(text);
    }
  }

  private static void everyChannelHears(String text) throws Exception {
    try (RawPeer portal = RawPeer.answering(_ -> answer(200, text));
        ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : sent(everyChannelAt(portal.uri(), Couriers.patient()), atOnce).entrySet()) {
        assertThat(one.getValue().get())
            .as(one.getKey())
            .isInstanceOf(
                Set.of("push", "webhook", "sms, generic", "voice, generic").contains(one.getKey())
                    ? Delivery.Taken.class
                    : Delivery.TryAgain.class);
      }
    }
  }

  @Test
  void anAddressThatIsNoneIsRefusedByEveryChannelAndNobodyIsAsked() throws IOException {
    try (RawPeer peer = RawPeer.answering(_ -> answer(200, "{}"))) {
      for (Tried tried : everyChannelAt(peer.uri(), Couriers.patient())) {
        for (String to :
            List.of(
                "",
                " ",
                "\u0000",
                "a b\r\nHost: x",
                "https://",
                "https://other.example/x?key=k",
                "{}",
                "ping\nping",
                "😀",
                "../../x",
                "+",
                "12")) {
          if ((tried.name().equals("webhook") && to.startsWith("https://other"))
              || (tried.name().equals("ntfy") && to.equals("12"))) {
            continue; // is one
          }
          assertThat(tried.channel().send(Messages.KEY, to, Messages.call()))
              .as(tried.name() + " " + to)
              .isInstanceOf(Delivery.Refused.class);
        }
      }
      assertThat(peer.requests()).isEmpty();
    }
  }

  private static Map<String, Future<Delivery>> sent(List<Tried> channels, ExecutorService atOnce) {
    Map<String, Future<Delivery>> said = new LinkedHashMap<>();
    for (Tried tried : channels) {
      said.put(
          tried.name(),
          atOnce.submit(() -> tried.channel().send(Messages.KEY, tried.to(), Messages.call())));
    }
    return said;
  }
}
