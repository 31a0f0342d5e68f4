package care.silverbell.records.live;

import care.silverbell.alerting.incident.IncidentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Which other instances there are, and which accounts have a page open at them. Whether a page has
 * an incident, the instance that has the page says: one that has died says nothing.
 */
final class PagesElsewhere {
  /** Three words of "here" missed: it is gone. */
  private static final Duration GONE_AFTER = Duration.ofSeconds(13);

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);

  private final String self;
  private final LiveStream live;
  private final Consumer<List<String>> saying;
  private final Map<String, Other> others = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();
  private final Set<UUID> said = new HashSet<>();

  /** Another instance, when it was heard last, and whose pages are open there. */
  private record Other(long heardAt, Set<UUID> open) {
    boolean isThere() {
      return System.nanoTime() - heardAt < GONE_AFTER.toNanos();
    }
  }

  PagesElsewhere(String self, LiveStream live, Consumer<List<String>> saying) {
    this.self = self;
    this.live = live;
    this.saying = saying;
    live.whenPagesChange(() -> {
      if (isAnybodyThere()) {
        Thread.startVirtualThread(this::sayChanges);
      }
    });
  }

  /** Whether there is another instance. */
  boolean isAnybodyThere() {
    return !others.isEmpty() && others.values().stream().anyMatch(Other::isThere);
  }

  /**
   * Has the incident shown on the account's page where another instance has one open; waits a
   * second at most, and not at all where none has said that it has.
   *
   * @return whether it has been shown
   */
  boolean show(UUID account, String incident) {
    if (others.values().stream().noneMatch(it -> it.isThere() && it.open.contains(account))) {
      return false;
    }
    String question = UUID.randomUUID().toString().substring(0, 13);
    CompletableFuture<Void> answer = new CompletableFuture<>();
    asked.put(question, answer);
    try {
      saying.accept(List.of("show " + self + " " + question + " " + account + " " + incident));
      answer.get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      asked.remove(question);
    }
  }

  /** We are new to the others, or have not heard them for a while: says what we have, asks them. */
  void begin() {
    List<String> words = new ArrayList<>(List.of("come " + self));
    words.addAll(all());
    saying.accept(words);
  }

  private List<String> all() {
    synchronized (said) {
      said.clear();
      said.addAll(live.openAccounts());
      return said.stream().map(it -> "open " + self + " " + it).toList();
    }
  }

  /** Says which pages have been opened or closed here since this was said last. */
  void sayChanges() {
    List<String> words = new ArrayList<>();
    synchronized (said) {
      Set<UUID> now = live.openAccounts();
      now.stream()
          .filter(it -> !said.contains(it))
          .forEach(it -> words.add("open " + self + " " + it));
      said.stream()
          .filter(it -> !now.contains(it))
          .forEach(it -> words.add("shut " + self + " " + it));
      said.clear();
      said.addAll(now);
    }
    if (!words.isEmpty()) {
      saying.accept(words);
    }
  }

  /** Another instance has said something: what, who, and the rest. */
  void hear(String[] parts) {
    String who = parts[1];
    switch (parts[0]) {
      case "come" -> {
        others.put(who, new Other(System.nanoTime(), ConcurrentHashMap.newKeySet()));
        List<String> words = new ArrayList<>(List.of("there " + self));
        words.addAll(all());
        saying.accept(words);
      }
      case "here" -> {
        if (!others.containsKey(who)) {
          begin(); // it was taken for gone, and its pages with it
        }
        heardOf(who);
      }
      case "there" -> heardOf(who);
      case "gone" -> others.remove(who);
      case "open" -> heardOf(who).open.add(UUID.fromString(parts[2]));
      case "shut" -> heardOf(who).open.remove(UUID.fromString(parts[2]));
      case "show" -> {
        if (live.isOpen(UUID.fromString(parts[3]))) {
          live.showAnew(IncidentId.of(parts[4]));
          saying.accept(List.of("shown " + self + " " + parts[2]));
        }
      }
      case "shown" -> {
        CompletableFuture<Void> answer = asked.get(parts[2]);
        if (answer != null) {
          answer.complete(null);
        }
      }
      case String _ -> {} // of another version of the service
    }
  }

  private Other heardOf(String who) {
    others.values().removeIf(it -> !it.isThere());
    return others.compute(
        who,
        (_, before) ->
            new Other(
                System.nanoTime(), before == null ? ConcurrentHashMap.newKeySet() : before.open));
  }
}
