package care.silverbell.alerting.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import care.silverbell.alerting.Alerting;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.AnswerTokens;
import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.NoticeWording;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.response.ResponsePlan.Step;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseSettings;
import care.silverbell.ingest.reading.PersonId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A process with the alerting floor only, on a database that is there already, telling people
 * through a provider that is a real HTTP server; made to be killed.
 */
final class RespondingProcess {
  static final int STEPS = 5;
  static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);
  static final String READY = "ready";

  /** Said once the first step is taken: from then on nothing of a cold start is in its way. */
  static final String WARM = "warm";

  private static final Duration LOOK = Duration.ofMillis(5);

  private RespondingProcess() {}

  /** Arguments: the database's url, its user, the provider's port. Ends when its input does. */
  public static void main(String[] arguments) throws IOException {
    DatabaseSettings where = new DatabaseSettings(arguments[0], arguments[1], "");
    Vertx vertx = Vertx.vertx();
    Database pool = Database.open(vertx, where, "responding", 6);
    Database telling = Database.open(vertx, where, "telling", 6);
    String pid = Long.toString(ProcessHandle.current().pid());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Channel channel = new HttpChannel(URI.create("http://127.0.0.1:" + arguments[2]), pid);
    try (Alerting alerting = alerting(pool, telling, channel, meters)) {
      System.out.println(alerting.noticesUnderWay() < 0 ? "" : READY);
      Thread.ofVirtual().start(() -> sayWhenWarm(meters));
      var _ = System.in.read();
    }
    System.exit(0);
  }

  /** The alerting floor of one instance, whose plan asks five people by that channel. */
  static Alerting alerting(
      Database pool, Database telling, Channel channel, SimpleMeterRegistry meters) {
    return new Alerting(
        new Alerting.Pools(pool, pool, pool, telling),
        new Alerting.Office(
            new FivePeople(), _ -> Subjects.Subject.UNKNOWN, _ -> "", TestPresses.NONE),
        new Alerting.Telling(
            List.of(channel),
            new NoticeWording(),
            token -> "https://silverbell.example/a/" + token,
            new AnswerTokens("a key for stories only".getBytes(UTF_8))),
        (_, _) -> {},
        _ -> (_, _) -> {},
        InstantSource.system(),
        meters);
  }

  private static void sayWhenWarm(SimpleMeterRegistry meters) {
    try {
      while (meters.find("silverbell.response.step.lateness").timers().stream()
          .allMatch(it -> it.count() == 0)) {
        Thread.sleep(LOOK);
      }
      System.out.println(WARM);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One a second, each by a short message. */
  static final class FivePeople implements ResponsePlans {
    private final ResponsePlan plan;
    private final Map<Who, Meant> all = new HashMap<>();

    FivePeople() {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        UUID staff = person(i);
        Who who = new Who.Named(staff);
        steps.add(new Step(BETWEEN_STEPS.multipliedBy(i), List.of(who)));
        all.put(
            who,
            new Meant(
                List.of(
                    new Recipient(
                        new RecipientId.OfStaff(staff),
                        "p" + i,
                        "en",
                        List.of(new Address(ChannelKind.SMS, "p" + i, true)))),
                null));
      }
      plan = new ResponsePlan("five", steps, null, 1, null);
    }

    static UUID person(int i) {
      return new UUID(7, i);
    }

    @Override
    public ResponsePlan planFor(Incident incident) {
      return plan;
    }

    @Override
    public Map<Who, Meant> meant(
        Set<Who> words, @Nullable PersonId person, Incident incident, Instant at) {
      return all;
    }
  }

  private record HttpChannel(URI provider, String pid) implements Channel {
    @Override
    public ChannelKind kind() {
      return ChannelKind.SMS;
    }

    @Override
    public Delivery send(UUID key, String to, Message message) {
      try {
        HttpURLConnection http = (HttpURLConnection) provider.toURL().openConnection();
        http.setRequestMethod("POST");
        http.setRequestProperty("Idempotency-Key", key.toString());
        http.setRequestProperty("Process", pid);
        http.setReadTimeout(10_000);
        http.setDoOutput(true);
        http.getOutputStream().write(message.title().getBytes(UTF_8));
        int status = http.getResponseCode();
        return status == 200
            ? new Delivery.Taken(key.toString())
            : new Delivery.TryAgain("status " + status, null);
      } catch (IOException e) {
        return new Delivery.TryAgain("" + e, null);
      }
    }
  }
}
