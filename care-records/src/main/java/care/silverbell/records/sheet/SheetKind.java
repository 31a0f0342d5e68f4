package care.silverbell.records.sheet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sheets an office keeps, in the order in which they are taken in. */
public enum SheetKind {
  GRID("网格", "grid"),
  STAFF("人员", "staff"),
  ROTA("排班", "rota"),
  PEOPLE("老人", "people"),
  CONTACTS("联系人", "contacts"),
  BANDS("手环", "bands");

  private final String zh;
  private final String en;

  SheetKind(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** As in the address of an export and in answers. */
  public String wireName() {
    return en;
  }

  /** The name on the sheet's tab. */
  public String title(Language language) {
    return language.either(zh, en);
  }

  /** Its columns, in the order of the template. */
  public List<Column> columns() {
    return Arrays.stream(Column.values()).filter(it -> it.sheet() == this).toList();
  }

  /** The one of that name, in either language. */
  public static Optional<SheetKind> named(String name) {
    String plain = name.strip();
    return Arrays.stream(values())
        .filter(it -> it.zh.equals(plain) || it.en.equalsIgnoreCase(plain))
        .findFirst();
  }
}
