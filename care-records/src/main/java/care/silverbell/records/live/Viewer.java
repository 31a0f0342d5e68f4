package care.silverbell.records.live;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Sight;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One open page on the live stream. A page that cannot keep up is closed: it comes back and reads
 * anew, and holds nobody up.
 */
final class Viewer {
  /**
   * What may wait to be sent, in characters, beyond what was open when the page came. Counted here,
   * for the server's own queue calls itself full at 32 KiB whatever it is told: a page that came
   * upon more open incidents than that was closed again and again.
   */
  private static final int MOST_WAITING = 1_048_576;

  private final Account account;
  private final String token;
  private final HttpServerResponse response;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Map<PersonId, Sight> people;

  /** When each person was last noted as looked at. */
  private final Map<PersonId, Instant> looked = new ConcurrentHashMap<>();

  /** What happens while the page is still being sent what is open; null once it has been. */
  private @Nullable List<String> held = new ArrayList<>();

  Viewer(Account account, String token, HttpServerResponse response, Map<PersonId, Sight> people) {
    this.account = account;
    this.token = token;
    this.response = response;
    this.people = new ConcurrentHashMap<>(people);
  }

  Account account() {
    return account;
  }

  String token() {
    return token;
  }

  Optional<Sight> sightOf(PersonId person) {
    return Optional.ofNullable(people.get(person));
  }

  /** Whether this is the first look at the person in that minute. */
  boolean looksAnew(PersonId person, Instant minute) {
    return !minute.equals(looked.put(person, minute));
  }

  /** Whether that is what it sees already. */
  boolean sees(Map<PersonId, Sight> now) {
    return people.equals(now);
  }

  synchronized void seesNow(Map<PersonId, Sight> now) {
    people = new ConcurrentHashMap<>(now);
  }

  /** One person is seen otherwise now: an incident has opened or shut what is shown of them. */
  synchronized void seesNow(PersonId person, Sight sight) {
    var _ = people.put(person, sight);
  }

  /** Sends an event now, or after what is open where that is still on its way. */
  synchronized void send(String event) {
    if (held != null) {
      held.add(event);
    } else {
      write(event);
    }
  }

  /** Sends what is open, however much that is, then what has happened meanwhile. */
  synchronized void begin(List<String> open) {
    if (!response.closed()) {
      open.forEach(event -> {
        var _ = response.write(event);
      });
    }
    List<String> meanwhile = held == null ? List.of() : held;
    held = null;
    meanwhile.forEach(this::write);
  }

  /** Whether it is slow to take what it is sent; what may be left out is then left out. */
  boolean isBehind() {
    return waiting.get() > MOST_WAITING / 2;
  }

  void close() {
    var _ = response.reset();
  }

  private void write(String event) {
    if (response.closed()) {
      return;
    }
    if (waiting.get() > MOST_WAITING) {
      close();
      return;
    }
    waiting.addAndGet(event.length());
    var _ = response.write(event).onComplete(_ -> waiting.addAndGet(-event.length()));
  }
}
