package care.silverbell.records.sheet.check;

import static care.silverbell.records.sheet.Column.BAND_SERIAL;
import static care.silverbell.records.sheet.Column.BAND_WEARER;
import static care.silverbell.records.sheet.Column.CONTACT_NAME;
import static care.silverbell.records.sheet.Column.CONTACT_PERSON;
import static care.silverbell.records.sheet.Column.PERSON_BIRTH;
import static care.silverbell.records.sheet.Column.PERSON_CODE;
import static care.silverbell.records.sheet.Column.PERSON_DOCTOR;
import static care.silverbell.records.sheet.Column.PERSON_ID_NUMBER;
import static care.silverbell.records.sheet.Column.PERSON_LATITUDE;
import static care.silverbell.records.sheet.Column.PERSON_LONGITUDE;
import static care.silverbell.records.sheet.Column.PERSON_NAME;
import static care.silverbell.records.sheet.Column.PERSON_SEX;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.IdNumber;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.Wrong;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether people, their contacts and their bands fit each other, and what is known. */
final class PeopleCheck {
  private static final LocalDate NOBODY_IS_OLDER = LocalDate.of(1890, 1, 1);

  private final LineSheet people;
  private final LineSheet contacts;
  private final LineSheet bands;
  private final Known known;
  private final Mistakes mistakes;
  private final Map<String, String> codesByIdNumber = new HashMap<>();
  private final Map<String, String> newCodes = new HashMap<>();
  private final Set<String> persons = new HashSet<>();

  PeopleCheck(Map<SheetKind, LineSheet> sheets, Known known, Mistakes mistakes) {
    this.people = sheets.getOrDefault(SheetKind.PEOPLE, LineSheet.none(SheetKind.PEOPLE));
    this.contacts = sheets.getOrDefault(SheetKind.CONTACTS, LineSheet.none(SheetKind.CONTACTS));
    this.bands = sheets.getOrDefault(SheetKind.BANDS, LineSheet.none(SheetKind.BANDS));
    this.known = known;
    this.mistakes = mistakes;
    known
        .people()
        .forEach((code, kept) -> {
          codesByIdNumber.put(kept.idNumber(), code);
          persons.add(code);
          persons.add(kept.idNumber());
        });
    for (Line line : people.lines()) {
      persons.add(line.text(PERSON_CODE));
      persons.add(line.text(PERSON_ID_NUMBER));
      if (line.has(PERSON_CODE)) {
        newCodes.put(line.text(PERSON_ID_NUMBER), line.text(PERSON_CODE));
      }
    }
  }

  void check() {
    Twice.look(people, mistakes, PERSON_CODE, line -> line.text(PERSON_CODE));
    Twice.look(
        people,
        mistakes,
        PERSON_ID_NUMBER,
        line -> IdNumber.isMasked(line.text(PERSON_ID_NUMBER)) ? "" : line.text(PERSON_ID_NUMBER));
    people.lines().forEach(this::person);
    Twice.look(contacts, mistakes, CONTACT_NAME, this::contactKey);
    contacts
        .lines()
        .forEach(line -> personIsKnown(contacts, line, CONTACT_PERSON, Wrong.UNKNOWN_PERSON));
    Twice.look(bands, mistakes, BAND_SERIAL);
    bands.lines().forEach(line -> personIsKnown(bands, line, BAND_WEARER, Wrong.UNKNOWN_PERSON));
    new BandCheck(bands, known, mistakes, this::code).check();
  }

  private void person(Line line) {
    born(line);
    idNumber(line);
    isWhomTheCodeMeans(line);
    if (line.has(PERSON_LATITUDE) != line.has(PERSON_LONGITUDE)
        && filledOrEmpty(line, PERSON_LATITUDE)
        && filledOrEmpty(line, PERSON_LONGITUDE)) {
      people.wrong(
          mistakes,
          line,
          line.has(PERSON_LATITUDE) ? PERSON_LONGITUDE : PERSON_LATITUDE,
          Wrong.HALF_A_PLACE);
    }
    String doctor = line.text(PERSON_DOCTOR);
    if (!doctor.isEmpty() && !known.doctors().contains(doctor)) {
      people.wrong(mistakes, line, PERSON_DOCTOR, Wrong.UNKNOWN_DOCTOR, doctor);
    }
  }

  /** Not where the cell was unfit and is told already. */
  private boolean filledOrEmpty(Line line, Column column) {
    return line.cells().containsKey(column) || !people.headings().columns().contains(column);
  }

  private void born(Line line) {
    if (!line.has(PERSON_BIRTH)) {
      return;
    }
    LocalDate born = LocalDate.parse(line.text(PERSON_BIRTH));
    if (born.isAfter(known.today())) {
      people.wrong(mistakes, line, PERSON_BIRTH, Wrong.BORN_LATER, "" + born);
    } else if (born.isBefore(NOBODY_IS_OLDER)) {
      people.wrong(mistakes, line, PERSON_BIRTH, Wrong.BORN_TOO_EARLY, "" + born);
    }
  }

  private void idNumber(Line line) {
    String code = line.text(PERSON_CODE);
    String number = line.text(PERSON_ID_NUMBER);
    if (number.isEmpty()) {
      boolean unfit =
          people.headings().columns().contains(PERSON_ID_NUMBER)
              && !line.cells().containsKey(PERSON_ID_NUMBER);
      boolean codeUnfit =
          people.headings().columns().contains(PERSON_CODE)
              && !line.cells().containsKey(PERSON_CODE);
      if (code.isEmpty() && !unfit && !codeUnfit) {
        people.wrong(mistakes, line, PERSON_CODE, Wrong.NO_KEY);
      }
    } else if (IdNumber.isMasked(number)) {
      Known.Kept kept = known.people().get(code);
      if (kept == null || !IdNumber.mayBe(number, kept.idNumber())) {
        people.wrong(mistakes, line, PERSON_ID_NUMBER, Wrong.ID_MASKED);
      }
    } else {
      wholeNumber(line, code, number);
    }
  }

  /**
   * Two offices may have given one code to two people: a row about another person never overwrites
   * the file, for the band, the family and the way in of the first would stay in it. One of name,
   * birth date and number may be corrected at a time.
   */
  private void isWhomTheCodeMeans(Line line) {
    String code = line.text(PERSON_CODE);
    Known.Kept kept = known.people().get(code);
    if (kept == null) {
      return;
    }
    String number = line.text(PERSON_ID_NUMBER);
    boolean otherNumber = !IdNumber.isMasked(number) && differ(number, kept.idNumber());
    boolean otherName = differ(line.text(PERSON_NAME), kept.name());
    boolean otherBirth = differ(line.text(PERSON_BIRTH), kept.birth());
    String holder = number.isEmpty() ? null : codesByIdNumber.get(number);
    boolean told = holder != null && !holder.equals(code);
    if (!told && ((otherName && otherBirth) || (otherNumber && (otherName || otherBirth)))) {
      people.wrong(mistakes, line, PERSON_CODE, Wrong.CODE_OF_ANOTHER, code, kept.name());
    }
  }

  private static boolean differ(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  private void wholeNumber(Line line, String code, String number) {
    LocalDate birth = IdNumber.birthDate(number);
    if (line.has(PERSON_BIRTH) && !line.text(PERSON_BIRTH).equals(birth.toString())) {
      people.wrong(mistakes, line, PERSON_ID_NUMBER, Wrong.ID_BIRTH_DATE, "" + birth);
    }
    if (line.has(PERSON_SEX) && !line.text(PERSON_SEX).equals(IdNumber.sex(number))) {
      people.wrong(mistakes, line, PERSON_ID_NUMBER, Wrong.ID_SEX);
    }
    String holder = codesByIdNumber.get(number);
    if (!code.isEmpty() && holder != null && !holder.equals(code)) {
      people.wrong(mistakes, line, PERSON_ID_NUMBER, Wrong.ID_TAKEN, holder);
    }
  }

  private String contactKey(Line line) {
    String person = line.text(CONTACT_PERSON);
    return person.isEmpty() || !line.has(CONTACT_NAME)
        ? ""
        : code(person) + "\u0000" + line.text(CONTACT_NAME);
  }

  /** The code of whoever a row names by code or resident id number, known or of this file. */
  private String code(String person) {
    String held = codesByIdNumber.get(person);
    return held == null ? newCodes.getOrDefault(person, person) : held;
  }

  private void personIsKnown(LineSheet sheet, Line line, Column column, Wrong otherwise) {
    String person = line.text(column);
    if (!person.isEmpty() && !persons.contains(person)) {
      sheet.wrong(mistakes, line, column, otherwise, IdNumber.brief(person));
    }
  }
}
