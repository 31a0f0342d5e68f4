package care.silverbell.ingest.intake;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessage.Fix;
import care.silverbell.ingest.band.BandMessage.LocationReport;
import care.silverbell.ingest.band.BandMessage.Report;
import care.silverbell.ingest.band.BandMessage.StatusReport;
import care.silverbell.ingest.band.BandMessage.VitalsReport;
import care.silverbell.ingest.band.BandMessage.VitalsSample;
import care.silverbell.ingest.band.Decoded;
import care.silverbell.ingest.broker.InboundMessage;
import care.silverbell.ingest.intake.RejectedMessages.Reason;
import care.silverbell.ingest.intake.RejectedMessages.Rejection;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One batch sorted into readings of people, and what could not be given to anybody. */
final class SortedBatch {
  private final Wearers wearers;
  private final BandListener bands;
  private final List<Reading> readings;
  private final List<Report> reports;
  private final List<Rejection> rejections = new ArrayList<>();

  SortedBatch(Wearers wearers, BandListener bands, int messages) {
    this.wearers = wearers;
    this.bands = bands;
    this.readings = new ArrayList<>(messages);
    this.reports = new ArrayList<>(messages);
  }

  List<Reading> readings() {
    return readings;
  }

  List<Report> reports() {
    return reports;
  }

  List<Rejection> rejections() {
    return rejections;
  }

  void add(InboundMessage message, Decoded decoded) {
    switch (decoded) {
      case Decoded.Rejected(String reason) -> reject(message, Reason.UNREADABLE, reason);
      case BandMessage.Alarm _ ->
          reject(message, Reason.UNKNOWN_TOPIC, "calls have a road of their own");
      case Report report -> addReport(message, report);
    }
  }

  private void addReport(InboundMessage message, Report report) {
    reports.add(report);
    tellOfBand(message, report);
    if (!report.faults().isEmpty()) {
      reject(message, Reason.FAULT, String.join("; ", report.faults()));
    }
    int unworn =
        switch (report) {
          case VitalsReport vitals -> addVitals(vitals);
          case LocationReport location -> addFixes(location);
          case StatusReport status -> addStatus(message, status);
        };
    if (unworn > 0) {
      reject(
          message,
          Reason.NO_WEARER,
          "nobody wore band " + report.band() + " when it said this (" + unworn + " samples)");
    }
  }

  private void tellOfBand(InboundMessage message, Report report) {
    if (report instanceof StatusReport status) {
      // That a band is gone is true of a kept copy too, whenever it was said.
      boolean gone = Boolean.FALSE.equals(status.state().online());
      if (!message.retained() || gone) {
        bands.onHeard(status.band(), message.receivedAt(), status.state());
      } else if (!status.moment().clockReplaced()) {
        bands.onHeard(status.band(), status.moment().at(), status.state());
      }
    } else {
      bands.onHeard(report.band(), message.receivedAt(), null);
    }
  }

  private int addVitals(VitalsReport report) {
    int unworn = 0;
    for (VitalsSample sample : report.samples()) {
      unworn +=
          addFor(
              report,
              sample.moment(),
              person -> new Vitals(person, sample.moment(), sample.signs()));
    }
    return unworn;
  }

  private int addFixes(LocationReport report) {
    int unworn = 0;
    for (Fix fix : report.fixes()) {
      unworn +=
          addFor(
              report, fix.moment(), person -> new Location(person, fix.moment(), fix.position()));
    }
    return unworn;
  }

  private int addStatus(InboundMessage message, StatusReport report) {
    if (message.retained() && report.moment().clockReplaced()) {
      return 0; // a kept copy without a time of its own says nothing of when it was so
    }
    return addFor(
        report,
        report.moment(),
        person -> new BandStatus(person, report.moment(), report.band(), report.state()));
  }

  /** Answers how many samples found no wearer: 0 or 1. */
  private int addFor(Report report, Moment moment, Function<PersonId, Reading> reading) {
    Optional<PersonId> wearer = wearers.wearerOf(report.band(), moment.at());
    wearer.map(reading).ifPresent(readings::add);
    return wearer.isPresent() ? 0 : 1;
  }

  /** What the telemetry store will never take. */
  void refuse(List<Refused> refused, Instant at) {
    refused.forEach(it -> rejections.add(Rejection.ofRefused(it, at)));
  }

  /** Why not all of it was taken; empty where it was. */
  Optional<String> why() {
    return rejections.isEmpty()
        ? Optional.empty()
        : Optional.of(
            rejections.stream().map(Rejection::why).distinct().collect(Collectors.joining("; ")));
  }

  private void reject(InboundMessage message, Reason reason, String why) {
    rejections.add(
        new Rejection(message.receivedAt(), message.topic(), message.payload(), reason, why));
  }
}
