package care.silverbell.ingest.setting;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings as an operator wrote them, read one name after the other; what is wrong is gathered, so
 * that all of it can be said at once.
 *
 * @param named the value behind {@code SILVERBELL_} and a name; null where none is set
 * @param wrong takes a line for each setting that cannot be used
 */
public record NamedSettings(Function<String, @Nullable String> named, List<String> wrong) {
  private static final String PREFIX = "SILVERBELL_";

  /** The value; null where none is set. */
  public @Nullable String value(String name) {
    return named.apply(name);
  }

  /** The value; the other where none is set. */
  public String text(String name, String otherwise) {
    String value = value(name);
    return value == null ? otherwise : value;
  }

  /** Words set apart by commas or white space; none where none is set. */
  public Set<String> words(String name) {
    return Stream.of(text(name, "").split("[,\\s]+"))
        .filter(it -> !it.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A whole number, 1 or more. */
  public int number(String name, int otherwise) {
    try {
      int number = Integer.parseInt(text(name, Integer.toString(otherwise)));
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    wrong.add(PREFIX + name + " is a whole number, 1 or more");
    return otherwise;
  }

  /** True or false. */
  public boolean flag(String name, boolean otherwise) {
    return switch (text(name, Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        wrong.add(PREFIX + name + " is true or false");
        yield otherwise;
      }
    };
  }

  /** A time zone by the name of its place: of {@code UTC+8} databases think the opposite. */
  public ZoneId zone(String name, String otherwise) {
    String place = text(name, otherwise);
    if (ZoneId.getAvailableZoneIds().contains(place)) {
      return ZoneId.of(place);
    }
    wrong.add(PREFIX + name + " is a time zone such as Asia/Shanghai");
    return ZoneId.of(otherwise);
  }

  /** A port, 0 to 65535. */
  public int port(String name, int otherwise) {
    try {
      int port = Integer.parseInt(text(name, Integer.toString(otherwise)));
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    wrong.add(PREFIX + name + " is a port, 0 to 65535");
    return otherwise;
  }

  /** A port; empty where none is set. */
  public Optional<Integer> optionalPort(String name) {
    return value(name) == null ? Optional.empty() : Optional.of(port(name, 0));
  }

  /** A number of bytes, such as 500M or 4G. */
  public long bytes(String name, String otherwise) {
    String text = text(name, otherwise);
    try {
      long unit =
          switch (text.charAt(text.length() - 1)) {
            case 'K' -> 1L << 10;
            case 'M' -> 1L << 20;
            case 'G' -> 1L << 30;
            default -> 1;
          };
      String count = unit == 1 ? text : text.substring(0, text.length() - 1);
      long bytes = Math.multiplyExact(Long.parseLong(count), unit);
      if (bytes > 0) {
        return bytes;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // said below
    }
    wrong.add(PREFIX + name + " is a number of bytes such as 500M or 4G");
    return 0;
  }

  /**
   * What is made of the value; empty where none is set, or where it is wrong.
   *
   * @param make throws an {@link IllegalArgumentException} that says what is wanted
   */
  public <T> Optional<T> part(String name, Function<String, T> make) {
    String value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(make.apply(value));
    } catch (IllegalArgumentException e) {
      wrong.add(PREFIX + name + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
