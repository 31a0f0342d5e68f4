package care.silverbell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A module that names what it does not import stops its whole page, and a browser only says so when
 * somebody opens that page; here every module is read instead.
 */
class ConsoleModulesTest {
  private static final Path CONSOLE = Path.of("src/main/resources/console");
  private static final Path CONTRACT = Path.of("src/main/resources/contract/openapi");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?<![:'\"`])//[^\n]*", Pattern.DOTALL);
  private static final Pattern STRING = Pattern.compile("'(?:[^'\\\\\n]|\\\\.)*'");
  private static final Pattern IMPORT =
      Pattern.compile("import\\s+(?:\\{([^}]*)\\}|(\\w+))\\s+from\\s+'(\\.[^']*)'");
  private static final Pattern EXPORT =
      Pattern.compile("export\\s+(?:async\\s+)?(?:function\\*?|const|let|class)\\s+(\\w+)");
  private static final Pattern EXPORT_LIST = Pattern.compile("export\\s*\\{([^}]*)\\}");
  private static final Pattern KEY = Pattern.compile("(?<![\\w.])t\\('([\\w.-]+)'");
  private static final Pattern WORD = Pattern.compile("(?m)^\\s*(?:'([\\w.-]+)'|(\\w+)):");

  private static final Map<Path, String> modules = new TreeMap<>();
  private static final Map<Path, Set<String>> exports = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(CONSOLE)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".js")).toList()) {
        modules.put(file.normalize(), COMMENT.matcher(Files.readString(file)).replaceAll(""));
      }
    }
    modules.forEach((file, text) -> exports.put(file, exportsOf(text)));
    assertThat(modules).hasSizeGreaterThan(30);
  }

  @Test
  void everyImportIsExportedWhereItIsSaidToBe() {
    List<String> wrong = new ArrayList<>();
    modules.forEach((file, text) ->
        IMPORT
            .matcher(text)
            .results()
            .forEach(it -> {
              Path from = file.resolveSibling(it.group(3)).normalize();
              Set<String> given = exports.getOrDefault(from, Set.of());
              wrong.addAll(
                  namesIn(it.group(1)).stream()
                      .filter(name -> !given.contains(name))
                      .map(name -> file + ": " + name + " of " + from)
                      .toList());
              if (!exports.containsKey(from)) {
                wrong.add(file + ": no file " + from);
              }
            }));
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyNameOfAnotherModuleThatIsUsedIsImported() {
    Set<String> shared =
        exports.values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> wrong = new ArrayList<>();
    modules.forEach((file, text) -> {
      String code = STRING.matcher(text).replaceAll("''");
      shared.stream()
          .filter(name -> isCalled(name, code) && !isKnown(name, code))
          .map(name -> file + ": " + name)
          .forEach(wrong::add);
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyWordAskedForIsInBothLanguages() {
    Set<String> zh = wordsOf("zh-CN");
    Set<String> en = wordsOf("en");
    assertThat(zh).isEqualTo(en).hasSizeGreaterThan(300);
    List<String> wrong = new ArrayList<>();
    modules.forEach((file, text) ->
        KEY.matcher(text)
            .results()
            .map(it -> it.group(1))
            .filter(key -> !zh.contains(key))
            .forEach(key -> wrong.add(file + ": " + key)));
    assertThat(wrong).isEmpty();
  }

  /** What the service says by a word of its own is shown in the reader's, not as it is written. */
  @ParameterizedTest
  @CsvSource({
    "schemas-incidents.yaml, what: , what",
    "schemas-after.yaml, what: , dispatch",
    "schemas-looks.yaml, what: , looked",
    "schemas-response.yaml, WhyNobody:, nobody",
    "schemas-response.yaml, UnreachableReason:, hole",
  })
  void everyWordOfTheContractIsInTheBooks(String file, String place, String book)
      throws IOException {
    String text = Files.readString(CONTRACT.resolve(file));
    Matcher words =
        Pattern.compile(Pattern.quote(place) + "[^\\[]*?enum: \\[([^]]*)]").matcher(text);
    assertThat(words.find()).isTrue();
    assertThat(wordsOf("en"))
        .containsAll(
            Stream.of(words.group(1).split(", "))
                .filter(it -> !it.equals("null"))
                .map(it -> book + "." + it)
                .toList());
  }

  /** Who reads the access log reads words there, whatever part of a file was looked at. */
  @Test
  void everyPartOfAFileHasItsWordInTheAccessLog() throws IOException {
    List<String> parts =
        Files.readAllLines(Path.of("src", "test", "resources", "policy", "routes.txt")).stream()
            .map(line -> Pattern.compile(" /api/people/:id/([a-z0-9-]+)").matcher(line))
            .filter(Matcher::find)
            .map(it -> "looked." + it.group(1))
            .distinct()
            .toList();
    assertThat(parts).hasSizeGreaterThan(20);
    assertThat(wordsOf("en")).containsAll(parts);
  }

  private static boolean isCalled(String name, String code) {
    return Pattern.compile("(?<![\\w.$'])" + name + "(?:\\(|\\.\\w)").matcher(code).find()
        || Pattern.compile("\\bh\\(" + name + "\\b").matcher(code).find();
  }

  /** Imported, declared, or the name of a parameter or of a property taken apart. */
  private static boolean isKnown(String name, String code) {
    return Pattern.compile(
            "(?:import[^;]*|export|function\\*?|const|let|class)\\s[^;=(]*\\b%1$s\\b|[({,]\\s*%1$s\\s*[,)}=]|\\b%1$s\\s*=>|(?m)^\\s*(?:async\\s+)?%1$s\\([^)]*\\)\\s*\\{"
                .formatted(name))
        .matcher(code)
        .find();
  }

  private static Set<String> exportsOf(String text) {
    Set<String> names = new TreeSet<>();
    EXPORT.matcher(text).results().forEach(it -> names.add(it.group(1)));
    EXPORT_LIST.matcher(text).results().forEach(it -> names.addAll(namesIn(it.group(1))));
    return names;
  }

  private static List<String> namesIn(String list) {
    return list == null
        ? List.of()
        : Stream.of(list.split(","))
            .map(it -> it.strip().split("\\s+as\\s+")[0])
            .filter(it -> !it.isEmpty())
            .toList();
  }

  private static Set<String> wordsOf(String language) {
    return modules.entrySet().stream()
        .filter(it -> it.getKey().toString().matches(".*/words/(\\w+\\.)?" + language + "\\.js"))
        .flatMap(it -> WORD.matcher(it.getValue()).results())
        .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
