package care.silverbell.alerting.notification;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.repeating.Freshest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which channels are left alone for a while because they fail again and again; shared by all
 * instances. Once the while is over, one notice is tried, and all others go round until it has
 * shown that the channel works.
 */
public final class Circuits {
  /** That many failures in a row. */
  static final int OPENS_AT = 5;

  private static final int FIRST_SECONDS = 30;
  private static final int LONGEST_SECONDS = 600;

  private final Database database;
  private final Refusals refusals = new Refusals();
  private final Freshest<Map<ChannelKind, State>> states;

  Circuits(Database database) {
    this.database = database;
    this.states = new Freshest<>(Map.of(), this::read, _ -> {});
  }

  /** How a channel has been doing. */
  record State(int failures, @Nullable Instant openUntil, String why) {}

  /** Looks anew. */
  void refresh() {
    states.reread();
  }

  private Map<ChannelKind, State> read() {
    Map<ChannelKind, State> read = new EnumMap<>(ChannelKind.class);
    database
        .query("looking at the circuits", "select * from circuit where failures > 0")
        .forEach(row ->
            read.put(
                ChannelKind.of(row.getString("channel")),
                new State(
                    row.getInteger("failures"),
                    Database.instantOrNull(row, "open_until"),
                    "" + row.getString("why"))));
    return read;
  }

  /** How the channel is left alone now; empty where it is not. */
  Optional<State> open(ChannelKind channel, Instant now) {
    return Optional.ofNullable(states.now().get(channel))
        .filter(it -> it.openUntil != null && it.openUntil.isAfter(now));
  }

  /** Whether it was left alone, and one notice is to show whether it works again. */
  boolean isOnTrial(ChannelKind channel, Instant now) {
    State state = states.now().get(channel);
    return state != null && state.failures >= OPENS_AT && open(channel, now).isEmpty();
  }

  /** Whether the channel is being left alone, or on trial after that. */
  public boolean isOpen(ChannelKind channel) {
    return why(channel).isPresent();
  }

  /** Why it is being left alone, or on trial after that; empty where it is neither. */
  Optional<String> why(ChannelKind channel) {
    return Optional.ofNullable(states.now().get(channel))
        .filter(it -> it.failures >= OPENS_AT)
        .map(State::why);
  }

  /**
   * It has failed once more; what was under way when it was given up does not count.
   *
   * @return whether it is given up for a while from now on
   */
  boolean failed(ChannelKind channel, String why, Instant now) {
    var row =
        database
            .query(
                "counting a channel's failure",
                """
                insert into circuit as c (channel, failures, why) values ($1, 1, $2)
                on conflict (channel) do update set
                  why = $2,
                  failures = case when c.open_until > $3 then c.failures else c.failures + 1 end,
                  open_until = case
                    when c.open_until > $3 then c.open_until
                    when c.failures + 1 >= $4 then
                      $3::timestamptz + make_interval(secs => least($5::int * power(2, least(c.failures + 1 - $4, 10)), $6::int))
                    else c.open_until end
                returning failures, open_until
                """,
                channel.wireName(),
                why,
                now,
                OPENS_AT,
                FIRST_SECONDS,
                LONGEST_SECONDS)
            .iterator()
            .next();
    refresh();
    Instant until = Database.instantOrNull(row, "open_until");
    // Of several that fail at once, one opens it: whose moment it is counted from.
    return until != null
        && Duration.between(now.plus(pause(row.getInteger("failures"))), until).abs().toMillis()
            < 1;
  }

  /**
   * It has refused to tell that address; that counts as a failure where it seems to refuse
   * everybody.
   *
   * @return whether it is given up for a while from now on
   */
  boolean refused(ChannelKind channel, String address, String why, Instant now) {
    return refusals.isOfEverybody(channel, address) && failed(channel, why, now);
  }

  private static Duration pause(int failures) {
    long seconds = (long) FIRST_SECONDS << Math.clamp(failures - OPENS_AT, 0, 10);
    return Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS));
  }

  /** It has worked. */
  void worked(ChannelKind channel) {
    refusals.tookOne(channel);
    if (states.now().containsKey(channel)) {
      var _ =
          database.query(
              "noting that a channel works again",
              "update circuit set failures = 0, open_until = null where channel = $1",
              channel.wireName());
      refresh();
    }
  }
}
