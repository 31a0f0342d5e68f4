package care.silverbell.records.sheet.print;

import java.util.List;

/**
 * A sheet to be printed.
 *
 * @param name on its tab
 * @param rows each as wide as the headings
 */
public record Table(String name, List<String> headings, Iterable<List<String>> rows) {}
