package care.silverbell.ingest.band;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Payloads as bands and trackers really send them: those of our contract, and the recorded ones of
 * other makers where they lie beside the project ({@code ../shared/data/payloads}, or below {@code
 * -Dsilverbell.data=}).
 */
final class RecordedPayloads {
  private static final Path DATA =
      Path.of(System.getProperty("silverbell.data", "../../shared/data"));

  private static final List<String> OURS =
      List.of(
          """
          {"id":"c-17","at":1763798400000,"position":{"at":1763798390000,"lat":37.5391,\
          "lon":121.3914,"accuracy":12,"source":"gps","datum":"gcj02"},"heartRate":88,"battery":61}\
          """,
          """
          {"id":"c-17","at":1763798400000}\
          """,
          """
          {"at":1763798400000,"impactG":3.1,"position":{"lat":37.5391,"lon":121.3914}}\
          """,
          """
          {"at":1763798400000,"heartRate":72}\
          """,
          """
          {"at":1763798400000,"heartRate":72,"spo2":97,"systolic":128,"diastolic":78,\
          "temperature":36.4,"steps":1203,"worn":true,"atRest":true}\
          """,
          """
          [{"at":1763798400000,"heartRate":72},{"at":1763798405000,"heartRate":73,"spo2":96},\
          {"at":1763798410000,"heartRate":0,"worn":false}]\
          """,
          """
          {"at":1763798400000,"lat":37.5391,"lon":121.3914,"accuracy":12,"source":"gps",\
          "datum":"wgs84"}\
          """,
          """
          [{"at":1763798400000,"lat":37.5391,"lon":121.3914},\
          {"at":1763798430000,"lat":37.5392,"lon":121.3917,"source":"cell","datum":"bd09"}]\
          """,
          """
          {"at":1763798400000,"online":true,"battery":83,"charging":false,"worn":true,\
          "firmware":"1.2.0"}\
          """,
          """
          {"online":false}\
          """);

  private RecordedPayloads() {}

  /** All there are on this machine; ours are always there. */
  static List<byte[]> all() {
    List<byte[]> all = new ArrayList<>(OURS.stream().map(text -> text.getBytes(UTF_8)).toList());
    Path folder = DATA.resolve("payloads");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          Files.readAllLines(file).forEach(line -> all.add(line.getBytes(UTF_8)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("reading recorded payloads", e);
      }
    }
    return all;
  }
}
