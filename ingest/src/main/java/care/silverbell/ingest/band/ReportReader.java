package care.silverbell.ingest.band;

import care.silverbell.ingest.band.BandMessage.Fix;
import care.silverbell.ingest.band.BandMessage.VitalsSample;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Signs;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads vitals, locations and status: each bad field or entry is left out with a fault, the good
 * parts go on, and a message of which nothing is left is rejected.
 */
final class ReportReader {
  private static final int LONGEST_FIRMWARE = 64;

  /** So many faults make a reason; more would only be longer. */
  private static final int TOLD_IN_REASON = 3;

  private ReportReader() {}

  static Decoded vitals(BandSerial band, byte[] payload, Instant receivedAt, MakersWay way) {
    Faults faults = new Faults();
    List<VitalsFields> entries = new ArrayList<>(1);
    int places = readAll(payload, faults, way, VitalsFields::new, entries);
    boolean saidNothingSeen = entries.stream().anyMatch(entry -> entry.sensorSawNothing);
    entries.removeIf(entry -> entry.signs().equals(Signs.NONE));
    if (entries.isEmpty() && !(saidNothingSeen && faults.isEmpty())) {
      return rejected(faults, "there is no vital sign in it");
    }
    List<Moment> moments = BandClock.moments(entries, places, receivedAt);
    List<VitalsSample> samples = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      samples.add(new VitalsSample(moments.get(i), entries.get(i).signs()));
    }
    return new BandMessage.VitalsReport(band, List.copyOf(samples), faults.sentences());
  }

  static Decoded location(BandSerial band, byte[] payload, Instant receivedAt, MakersWay way) {
    Faults faults = new Faults();
    List<PositionFields> entries = new ArrayList<>(1);
    int places =
        readAll(payload, faults, way, place -> new PositionFields(place, way.datum()), entries);
    List<PositionFields> found = new ArrayList<>(entries.size());
    List<Position> positions = new ArrayList<>(entries.size());
    for (PositionFields entry : entries) {
      Optional<Position> position = entry.position();
      if (position.isPresent()) {
        found.add(entry);
        positions.add(position.get());
      } else {
        if (places > 1) {
          faults.inEntry(entry.place() + 1);
        }
        faults.add(entry.whyNone());
      }
    }
    if (positions.isEmpty()) {
      return rejected(faults, "there is no position in it");
    }
    List<Moment> moments = BandClock.moments(found, places, receivedAt);
    List<Fix> fixes = new ArrayList<>(positions.size());
    for (int i = 0; i < positions.size(); i++) {
      fixes.add(new Fix(moments.get(i), positions.get(i)));
    }
    return new BandMessage.LocationReport(band, List.copyOf(fixes), faults.sentences());
  }

  static Decoded status(BandSerial band, byte[] payload, Instant receivedAt, MakersWay way) {
    Faults faults = new Faults();
    StateFields fields = new StateFields();
    try (PayloadReader in = new PayloadReader(payload, faults, way.clock())) {
      if (!in.one(fields)) {
        return new Decoded.Rejected("a status is one object and nothing else");
      }
    } catch (IOException e) {
      return new Decoded.Rejected(PayloadJson.reason(e));
    }
    BandState state = fields.state();
    if (state.equals(StateFields.UNKNOWN)) {
      return rejected(faults, "there is nothing about the band in it");
    }
    Moment moment = BandClock.moment(fields.at, receivedAt);
    return new BandMessage.StatusReport(band, moment, state, faults.sentences());
  }

  /**
   * Reads the entries of a message; where the JSON breaks off those before it are kept.
   *
   * @return how many entries there were, those left out included
   */
  private static <T extends PayloadReader.Fields> int readAll(
      byte[] payload, Faults faults, MakersWay way, IntFunction<T> entry, List<T> entries) {
    int places = 0;
    try (PayloadReader in = new PayloadReader(payload, faults, way.clock())) {
      try {
        in.all(entry, entries);
      } finally {
        places = in.places();
      }
    } catch (IOException e) {
      faults.inWhole();
      faults.add(
          entries.isEmpty()
              ? PayloadJson.reason(e)
              : "the message breaks off in item " + places + ": " + PayloadJson.reason(e));
    }
    return places;
  }

  private static Decoded rejected(Faults faults, String otherwise) {
    List<String> told = faults.sentences();
    if (told.isEmpty()) {
      return new Decoded.Rejected(otherwise);
    }
    String reason = String.join("; ", told.subList(0, Math.min(TOLD_IN_REASON, told.size())));
    int untold = told.size() - TOLD_IN_REASON;
    return new Decoded.Rejected(untold > 0 ? reason + "; and more of the kind" : reason);
  }

  /** The vital signs of one entry as they come by. */
  private static final class VitalsFields implements PayloadReader.Fields, BandClock.Entry {
    private final int place;
    private long at = BandClock.SILENT;
    private boolean sensorSawNothing;
    private @Nullable Integer heartRate;
    private @Nullable Integer spo2;
    private @Nullable Integer systolic;
    private @Nullable Integer diastolic;
    private @Nullable Double temperature;
    private @Nullable Integer steps;
    private @Nullable Boolean worn;
    private @Nullable Boolean atRest;

    VitalsFields(int place) {
      this.place = place;
    }

    @Override
    public void read(String name, PayloadReader in) throws IOException {
      switch (name) {
        case "at" -> at = in.time();
        case "heartRate" -> heartRate = in.whole(Range.HEART_RATE);
        case "spo2" -> spo2 = in.whole(Range.SPO2);
        case "systolic" -> systolic = in.whole(Range.SYSTOLIC);
        case "diastolic" -> diastolic = in.whole(Range.DIASTOLIC);
        case "temperature" -> temperature = in.number(Range.TEMPERATURE);
        case "steps" -> steps = in.whole(Range.STEPS);
        case "worn" -> worn = in.flag(name);
        case "atRest" -> atRest = in.flag(name);
        default -> {
          // A newer band may say more than is known here.
        }
      }
      sensorSawNothing |= in.sensorSawNothing();
    }

    @Override
    public int place() {
      return place;
    }

    @Override
    public long at() {
      return at;
    }

    Signs signs() {
      return new Signs(heartRate, spo2, systolic, diastolic, temperature, steps, worn, atRest);
    }
  }

  /** The fields of a status as they come by. */
  private static final class StateFields implements PayloadReader.Fields {
    static final BandState UNKNOWN = new BandState(null, null, null, null, null);

    private long at = BandClock.SILENT;
    private @Nullable Boolean online;
    private @Nullable Integer battery;
    private @Nullable Boolean charging;
    private @Nullable Boolean worn;
    private @Nullable String firmware;

    @Override
    public void read(String name, PayloadReader in) throws IOException {
      switch (name) {
        case "at" -> at = in.time();
        case "online" -> online = in.flag(name);
        case "battery" -> battery = in.whole(Range.BATTERY);
        case "charging" -> charging = in.flag(name);
        case "worn" -> worn = in.flag(name);
        case "firmware" -> {
          String text = in.text(name);
          firmware = text == null ? null : BandText.excerpt(text, LONGEST_FIRMWARE);
        }
        default -> {
          // A newer band may say more than is known here.
        }
      }
    }

    BandState state() {
      return new BandState(online, battery, charging, worn, firmware);
    }
  }
}
