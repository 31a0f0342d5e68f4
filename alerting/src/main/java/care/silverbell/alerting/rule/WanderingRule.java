package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.WanderingRule.Memory;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Outside every zone that holds at this hour. One bad fix rings nobody: it takes several in a row
 * that lie outside whichever way each of them errs, or a longer row that merely leans outside (the
 * slow walk out under a bad sky). While outside the person is searched for, until they are inside
 * again by the same measure.
 */
public final class WanderingRule implements Rule<Memory> {
  /** Metres, of a fix that tells no accuracy of its own, by where it is from. */
  private static final double UNTOLD_ACCURACY = 5;

  private static final double UNTOLD_ACCURACY_OF_WIFI = 60;
  private static final double UNTOLD_ACCURACY_OF_A_CELL = 1_000;

  private static final int FIXES = 3;

  /** Where fixes are minutes apart, two are waited for and not three. */
  private static final int SELDOM_FIXES = 2;

  /** Metres; who was let go outside and is farther from there has gone on. */
  private static final double ANOTHER_PLACE = 200;

  private static final Duration SELDOM = Duration.ofMinutes(2);
  private static final Duration DWELL = Duration.ofSeconds(10);
  private static final int LEANING_FIXES = 6;
  private static final Duration LEANING_DWELL = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

  /** Where a person is known to be. */
  public enum Side {
    UNKNOWN,
    INSIDE,
    OUTSIDE
  }

  /** Fixes in a row that say otherwise than what is known. */
  record Run(Side side, Location first, Location last, int fixes) {}

  /**
   * What is remembered of one person.
   *
   * @param sure fixes that are on the other side whichever way they err; null while there are none
   * @param leaning fixes that are more likely there than not
   * @param outSince when they left; null while nobody looks for them
   * @param letGo the first fix after they were let go outside; null else
   */
  public record Memory(
      Side side,
      @Nullable Run sure,
      @Nullable Run leaning,
      @Nullable Instant outSince,
      @Nullable Location letGo) {
    static final Memory FRESH = at(Side.UNKNOWN, null);

    static Memory at(Side side, @Nullable Instant outSince) {
      return new Memory(side, null, null, outSince, null);
    }

    /** Outside, and nobody looks for them. */
    boolean isLetGo() {
      return side == Side.OUTSIDE && outSince == null;
    }

    /** Whether the person is being searched for. */
    public boolean searched() {
      return outSince != null;
    }
  }

  @Override
  public String name() {
    return "wandering";
  }

  @Override
  public Memory fresh() {
    return Memory.FRESH;
  }

  @Override
  public Judged<Memory> judge(Memory memory, Reading reading, Context context) {
    if (!(reading instanceof Location fix) || context.watched().zones().isEmpty()) {
      return Judged.nothing(memory);
    }
    // Whoever is looked for has not come home because the hour has struck.
    List<Zone> zones =
        memory.searched()
            ? context.watched().zones()
            : context.watched().zonesAt(fix.moment().at());
    if (zones.isEmpty()) {
      return Judged.nothing(Memory.FRESH);
    }
    double beyond = Double.MAX_VALUE;
    for (Zone zone : zones) {
      beyond = Math.min(beyond, zone.area().metresBeyond(fix.position()));
    }
    return judge(memory, fix, beyond, zones, context);
  }

  @Override
  public Memory alreadyFound(Memory memory, FindingKind kind, Instant since) {
    return kind == FindingKind.WANDERING ? Memory.at(Side.OUTSIDE, since) : memory;
  }

  @Override
  public Memory letGo(Memory memory, FindingKind kind) {
    return kind == FindingKind.WANDERING && memory.searched()
        ? Memory.at(Side.OUTSIDE, null)
        : memory;
  }

  /** Where they were let go they may stay; whoever goes on from there is looked for anew. */
  private static Memory whereLetGo(Memory memory, Location fix) {
    Location place = memory.letGo() == null ? fix : memory.letGo();
    double moved = Earth.metres(place.position(), fix.position());
    return moved - accuracy(place.position()) - accuracy(fix.position()) > ANOTHER_PLACE
        ? Memory.FRESH
        : new Memory(memory.side(), memory.sure(), memory.leaning(), null, place);
  }

  private static Judged<Memory> judge(
      Memory before, Location fix, double beyond, List<Zone> zones, Context context) {
    Memory memory = before.isLetGo() ? whereLetGo(before, fix) : before;
    double error = accuracy(fix.position());
    Side certain = beyond > error ? Side.OUTSIDE : beyond <= -error ? Side.INSIDE : Side.UNKNOWN;
    Side likely = beyond > error / 2 ? Side.OUTSIDE : beyond <= 0 ? Side.INSIDE : Side.UNKNOWN;
    Run sure = next(memory.sure(), certain, memory.side(), fix);
    Run leaning = next(memory.leaning(), likely, memory.side(), fix);
    Run decided = isEnough(sure) ? sure : leansEnough(leaning) ? leaning : null;
    if (decided == null) {
      return Judged.nothing(
          new Memory(memory.side(), sure, leaning, memory.outSince(), memory.letGo()));
    }
    if (decided.side() == Side.INSIDE) {
      return over(
          memory,
          Memory.at(Side.INSIDE, null),
          fix,
          new Sentence("已回到安全区域内", "is inside the zone again"));
    }
    if (context.accompanied()) {
      return Judged.nothing(
          new Memory(memory.side(), null, null, memory.outSince(), memory.letGo()));
    }
    return left(decided, fix, beyond, zones);
  }

  private static Judged<Memory> left(Run run, Location fix, double beyond, List<Zone> zones) {
    Instant since = run.first().moment().at();
    return Judged.of(
        Memory.at(Side.OUTSIDE, since),
        new Finding(
            FindingKind.WANDERING,
            fix.person(),
            since,
            fix.moment().at(),
            List.of(),
            fix.position(),
            why(run, fix, beyond, zones),
            Finding.Told.RINGS));
  }

  private static Judged<Memory> over(Memory before, Memory after, Location fix, Sentence why) {
    return before.outSince() == null
        ? Judged.nothing(after)
        : Judged.of(
            after,
            new Over(
                FindingKind.WANDERING, fix.person(), before.outSince(), fix.moment().at(), why));
  }

  private static @Nullable Run next(@Nullable Run run, Side side, Side known, Location fix) {
    if (side == Side.UNKNOWN) {
      return run;
    }
    if (side == known) {
      return null;
    }
    boolean goesOn =
        run != null
            && run.side() == side
            && between(run.last(), fix).compareTo(FORGOTTEN_AFTER) <= 0;
    return goesOn && run != null
        ? new Run(side, run.first(), fix, run.fixes() + 1)
        : new Run(side, fix, fix, 1);
  }

  private static boolean isEnough(@Nullable Run run) {
    if (run == null) {
      return false;
    }
    Duration lasted = between(run.first(), run.last());
    boolean seldom =
        run.fixes() >= SELDOM_FIXES && lasted.dividedBy(run.fixes() - 1).compareTo(SELDOM) >= 0;
    return lasted.compareTo(DWELL) >= 0 && (seldom || run.fixes() >= FIXES);
  }

  private static boolean leansEnough(@Nullable Run run) {
    return run != null
        && run.fixes() >= LEANING_FIXES
        && between(run.first(), run.last()).compareTo(LEANING_DWELL) >= 0;
  }

  private static Sentence why(Run run, Location fix, double beyond, List<Zone> zones) {
    double metres = Earth.metres(run.first().position(), fix.position());
    double seconds = between(run.first(), fix).toMillis() / 1000.0;
    String speed = String.format(Locale.ROOT, "%.0f", metres / seconds * 3.6);
    int eighth = (int) Math.round(Earth.heading(run.first().position(), fix.position()) / 45) % 8;
    String zone = zones.getFirst().name();
    return new Sentence(
        "已离开安全区域“%s”，在其外 %d 米，约每小时 %s 公里，向%s"
            .formatted(zone, Math.round(beyond), speed, "北 东北 东 东南 南 西南 西 西北".split(" ")[eighth]),
        "has left the zone \"%s\" and is %d m beyond it, at about %s km/h to the %s"
            .formatted(
                zone,
                Math.round(beyond),
                speed,
                "north north-east east south-east south south-west west north-west"
                    .split(" ")[eighth]));
  }

  private static double accuracy(Position position) {
    Double told = position.accuracyMetres();
    if (told != null) {
      return told;
    }
    return switch (position.source()) {
      case CELL -> UNTOLD_ACCURACY_OF_A_CELL;
      case WIFI -> UNTOLD_ACCURACY_OF_WIFI;
      case GPS -> UNTOLD_ACCURACY;
      case null -> UNTOLD_ACCURACY;
    };
  }

  private static Duration between(Location from, Location to) {
    return Duration.between(from.moment().at(), to.moment().at());
  }
}
