package care.silverbell.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file of the repository that is read by somebody else's program. */
record DeployFile(String path) {
  private static final ObjectMapper YAML = strict(new ObjectMapper(new YAMLFactory()));
  private static final ObjectMapper JSON = strict(new ObjectMapper());

  /** Tests run in their module's folder; the repository is the folder above. */
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  static List<DeployFile> dashboards() {
    try (Stream<Path> files = Files.list(REPOSITORY.resolve("grafana/dashboards"))) {
      return files
          .map(file -> new DeployFile(REPOSITORY.relativize(file).toString()))
          .sorted((a, b) -> a.path.compareTo(b.path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing the dashboards", e);
    }
  }

  Path onDisk() {
    return REPOSITORY.resolve(path);
  }

  JsonNode tree() {
    try {
      return (path.endsWith(".json") ? JSON : YAML).readTree(onDisk().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path, e);
    }
  }

  private static ObjectMapper strict(ObjectMapper mapper) {
    return mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  }

  @Override
  public String toString() {
    return path;
  }
}
