package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.RECEIVED;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Signs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of whatever the decoder gives out. The limits are written here once more, so that
 * the decoder is not held against its own.
 */
final class Judge {
  private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LATEST = RECEIVED.plusSeconds(120);

  private Judge() {}

  static void judge(BandTopic.Kind kind, Decoded decoded) {
    switch (decoded) {
      case Decoded.Rejected(String reason) -> {
        require(!kind.isAlarm(), "an alarm was rejected: " + reason);
        require(!reason.isBlank() && reason.length() < 1_000, "a reason to read: " + reason);
        require(!reason.startsWith("the decoder failed"), reason);
        text(reason);
      }
      case BandMessage.Alarm alarm -> {
        require(kind.isAlarm(), "a report became an alarm");
        moment(alarm.moment());
        alarm(alarm);
      }
      case BandMessage.Report report -> {
        require(!kind.isAlarm(), "an alarm became a report");
        require(report.faults().size() <= 101, "faults are bounded");
        report.faults().forEach(Judge::text);
        report(report);
      }
    }
  }

  private static void alarm(BandMessage.Alarm alarm) {
    switch (alarm) {
      case BandMessage.Call(
              BandSerial _,
              String id,
              Moment _,
              Position position,
              Integer heartRate,
              Integer battery,
              boolean _) -> {
        id(id);
        position(position);
        within(heartRate, 20, 300);
        within(battery, 0, 100);
      }
      case BandMessage.CallCancel cancel -> id(cancel.id());
      case BandMessage.Fall fall -> {
        within(fall.impactG(), 0, 200);
        position(fall.position());
      }
    }
  }

  private static void report(BandMessage.Report report) {
    switch (report) {
      case BandMessage.VitalsReport vitals -> {
        bounded(vitals.samples());
        for (BandMessage.VitalsSample sample : vitals.samples()) {
          moment(sample.moment());
          signs(sample.signs());
        }
      }
      case BandMessage.LocationReport location -> {
        bounded(location.fixes());
        require(!location.fixes().isEmpty(), "a location without a fix");
        for (BandMessage.Fix fix : location.fixes()) {
          moment(fix.moment());
          position(fix.position());
        }
      }
      case BandMessage.StatusReport status -> {
        moment(status.moment());
        state(status.state());
      }
    }
  }

  private static void signs(Signs signs) {
    require(!signs.equals(Signs.NONE), "a sample of nothing");
    within(signs.heartRate(), 20, 300);
    within(signs.spo2(), 40, 100);
    within(signs.systolic(), 30, 300);
    within(signs.diastolic(), 10, 250);
    within(signs.temperature(), 20, 45);
    within(signs.steps(), 0, 200_000);
  }

  private static void state(BandState state) {
    within(state.battery(), 0, 100);
    String firmware = state.firmware();
    if (firmware != null) {
      require(firmware.length() <= 64, "firmware of " + firmware.length() + " characters");
      text(firmware);
    }
  }

  private static void position(@Nullable Position position) {
    if (position != null) {
      within(position.latitude(), -90, 90);
      within(position.longitude(), -180, 180);
      within(position.accuracyMetres(), 0, 100_000);
      require(position.latitude() != 0 || position.longitude() != 0, "no fix passed for one");
    }
  }

  private static void moment(Moment moment) {
    require(!moment.at().isBefore(EARLIEST) && !moment.at().isAfter(LATEST), "a moment " + moment);
    require(
        moment.at().equals(moment.at().truncatedTo(ChronoUnit.MILLIS)),
        "not whole milliseconds: " + moment);
  }

  private static void id(@Nullable String id) {
    if (id != null) {
      require(!id.isBlank() && id.length() <= 128, "an id of 1 to 128 characters: " + id);
      text(id);
    }
  }

  private static void text(String text) {
    for (int c : text.codePoints().toArray()) {
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      require(!Character.isISOControl(c) && !half, "a text no database takes: " + text);
    }
  }

  private static void bounded(List<?> list) {
    require(list.size() <= 10_000, list.size() + " entries");
  }

  private static void within(@Nullable Number value, double least, double greatest) {
    require(
        value == null || (value.doubleValue() >= least && value.doubleValue() <= greatest),
        value + " is not within " + least + " to " + greatest);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
