package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the live stream tells of others' people: nothing, to whom they are not shown elsewhere. */
@Tag("core")
class LiveOfOthersIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Readings are shown once a second. */
  private static final Duration ANOTHER_ROUND = Duration.ofMillis(1_500);

  private static final List<String> OF_ONE_PLACE = List.of("doctor", "grid", "family");

  /** What a page was told: the event's name and its data. */
  private record Told(String event, String data) {}

  @Test
  void whoeverIsOfOnePlaceHearsOfItsCallsAndReadingsAndOfNoOther() throws Exception {
    Map<String, List<Told>> heard = new TreeMap<>();
    List<AutoCloseable> streams = new ArrayList<>();
    try (VisibleTown here = new VisibleTown("live-here");
        VisibleTown there = new VisibleTown("live-there")) {
      for (String role : VisibleTown.ROLES) {
        List<Told> told = heard.computeIfAbsent(role, _ -> new CopyOnWriteArrayList<>());
        streams.add(here.as(role).live(null, (event, data) -> told.add(new Told(event, data))));
      }
      String theirs = there.press();
      there.say(91);
      String ours = here.press();
      here.say(92);

      for (String role : OF_ONE_PLACE) {
        List<Told> told = heard.getOrDefault(role, List.of());
        await(role + " hears of the own call")
            .atMost(LONG)
            .until(() -> tells(told, "incident", ours));
        await(role + " hears of the own reading")
            .atMost(LONG)
            .until(() -> tells(told, "reading", here.own));
      }
      List<Told> desk = heard.getOrDefault("desk", List.of());
      await("the desk hears of both")
          .atMost(LONG)
          .until(() ->
              List.of(theirs, ours).stream().allMatch(it -> tells(desk, "incident", it))
                  && List.of(there.own, here.own).stream()
                      .allMatch(it -> tells(desk, "reading", it)));
      Thread.sleep(ANOTHER_ROUND);
      for (String role : OF_ONE_PLACE) {
        assertThat(heard.getOrDefault(role, List.of()))
            .as(role)
            .noneMatch(it ->
                it.data.contains(there.own)
                    || it.data.contains(theirs)
                    || it.data.contains(there.name() + " own"));
      }
      assertThat(heard.getOrDefault("admin", List.of()))
          .as("an administrator hears of nobody's heart, nor where they are")
          .noneMatch(it -> it.data.contains("\"heartRate\"") || it.data.contains("\"position\":{"));
      here.resolve(ours);
      there.resolve(theirs);
    } finally {
      for (AutoCloseable stream : streams) {
        stream.close();
      }
    }
  }

  private static boolean tells(List<Told> told, String event, String of) {
    return told.stream().anyMatch(it -> it.event.equals(event) && it.data.contains(of));
  }
}
