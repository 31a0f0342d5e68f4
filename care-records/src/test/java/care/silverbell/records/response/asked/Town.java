package care.silverbell.records.response.asked;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.ResponsePlans.Meant;
import care.silverbell.alerting.response.Who;
import care.silverbell.records.access.Role;
import care.silverbell.records.duty.DutyBook;
import care.silverbell.records.person.Contact;
import care.silverbell.records.response.reach.Owners.Setting;
import care.silverbell.records.response.reach.ReachBook;
import care.silverbell.records.response.reach.ReachBook.Cared;
import care.silverbell.records.response.reach.ReachBook.Employee;
import care.silverbell.records.response.reach.ReachBook.Holder;
import care.silverbell.records.response.reach.ReachBook.Proof;
import care.silverbell.records.response.reach.ReachBook.Relative;
import care.silverbell.records.response.reach.ReachBook.Robot;
import care.silverbell.records.response.reach.Ways;
import care.silverbell.records.response.reach.Wishes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wang Xiuying's cell with all who have to do with her, written in names and wall-clock times. */
public final class Town {
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate EVER = LocalDate.of(2020, 1, 1);

  private final List<DutyBook.Member> members = new ArrayList<>();
  private final List<DutyBook.Serving> serving = new ArrayList<>();
  private final List<DutyBook.Row> rota = new ArrayList<>();
  private final List<DutyBook.Swap> swaps = new ArrayList<>();
  private final List<DutyBook.Leave> leave = new ArrayList<>();
  private final List<Relative> contacts = new ArrayList<>();
  private final List<UUID> family = new ArrayList<>();
  private final Map<UUID, Employee> staff = new HashMap<>();
  private final Map<UUID, Holder> accounts = new LinkedHashMap<>();
  private final Map<String, Wishes> wishes = new HashMap<>();
  private final Set<Proof> proofs = new HashSet<>();
  private final Map<UUID, List<Robot>> robots = new HashMap<>();
  private final Map<UUID, List<String>> subscriptions = new HashMap<>();
  private final Set<ChannelKind> available =
      EnumSet.of(ChannelKind.PAGE, ChannelKind.PUSH, ChannelKind.VOICE, ChannelKind.SMS);
  private boolean closed;
  private boolean callsRefused;

  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  public static Instant at(String shown) {
    return LocalDateTime.parse(shown).atZone(ZONE).toInstant();
  }

  public Town worker(String name, @Nullable String phone) {
    return worker(name, phone, null);
  }

  public Town worker(String name, @Nullable String phone, @Nullable String account) {
    members.add(new DutyBook.Member(id(name), name, name, phone, null));
    UUID signsIn = account == null ? null : id(account);
    staff.put(id(name), new Employee(id(name), name, phone, signsIn));
    if (account != null && signsIn != null) {
      accounts.put(signsIn, new Holder(signsIn, account, Role.GRID, id(name)));
    }
    return this;
  }

  public Town account(String name, Role role) {
    accounts.put(id(name), new Holder(id(name), name, role, null));
    return this;
  }

  public Town familyAccount(String name) {
    family.add(id(name));
    return account(name, Role.FAMILY);
  }

  public Town serves(String who, String cell) {
    serving.add(new DutyBook.Serving(id(cell), id(who), at("2020-01-01T00:00"), null));
    return this;
  }

  /** On those weekdays, in a span such as {@code 08:00-20:00}. */
  public Town rota(String days, String span, String a, @Nullable String b) {
    for (int day : days.chars().map(it -> it - '0').toArray()) {
      rota.add(
          new DutyBook.Row(
              new UUID(0, rota.size() + 1L),
              id("cell"),
              day,
              LocalTime.parse(span.substring(0, 5)),
              LocalTime.parse(span.substring(6)),
              id(a),
              b == null ? null : id(b),
              EVER,
              null));
    }
    return this;
  }

  public Town swap(String starts, String ends, String away, String instead) {
    swaps.add(
        new DutyBook.Swap(
            new UUID(1, swaps.size()), id("cell"), at(starts), at(ends), id(away), id(instead)));
    return this;
  }

  public Town leave(String who, String starts, String ends) {
    leave.add(new DutyBook.Leave(new UUID(2, leave.size()), id(who), at(starts), at(ends)));
    return this;
  }

  public Town contact(String name, String... phones) {
    return contact(name, List.of(phones), null, null, List.of(), List.of());
  }

  public Town contact(
      String name,
      List<String> phones,
      @Nullable String account,
      @Nullable LocalDate until,
      List<Contact.Hours> hours,
      List<String> channels) {
    contacts.add(
        new Relative(
            id(name),
            new Contact(id(name), name, "女儿", phones, false, hours, channels, null, null, until),
            account == null ? null : id(account)));
    return this;
  }

  public Town wishes(RecipientId owner, Wishes wanted) {
    wishes.put(owner.toString(), wanted);
    return this;
  }

  public Town proven(RecipientId owner, String address) {
    proofs.add(new Proof(owner.toString(), address));
    return this;
  }

  public Town robot(String cell, ChannelKind channel) {
    robots
        .computeIfAbsent(id(cell), _ -> new ArrayList<>())
        .add(new Robot(channel, "https://robot.example/" + channel, cell + " group"));
    available.add(channel);
    return this;
  }

  public Town subscription(String account) {
    subscriptions.computeIfAbsent(id(account), _ -> new ArrayList<>()).add("browser of " + account);
    return this;
  }

  public Town without(ChannelKind channel) {
    available.remove(channel);
    return this;
  }

  public Town callsRefused() {
    callsRefused = true;
    return this;
  }

  public Town closed() {
    closed = true;
    return this;
  }

  public Cared person() {
    return new Cared(
        id("王秀英"), id("cell"), closed, List.copyOf(contacts), List.copyOf(family), callsRefused);
  }

  public DutyBook duty() {
    return DutyBook.of(
        Map.of(
            id("cell"), List.of(id("community"), id("street")),
            id("community"), List.of(id("street")),
            id("street"), List.of()),
        members,
        serving,
        rota,
        List.of(),
        swaps,
        leave);
  }

  public ReachBook book() {
    return new ReachBook(
        Map.of(id("王秀英"), person()), staff, accounts, wishes, proofs, subscriptions, robots);
  }

  public Setting setting() {
    return new Setting(available, ZONE, "zh-CN");
  }

  public Meant meant(Who word, Severity severity, String shown) {
    return meant(word, person(), severity, shown);
  }

  public Meant meant(Who word, @Nullable Cared person, Severity severity, String shown) {
    Moment moment = Moment.of(person, duty(), ZONE, at(shown));
    Ways ways = new Ways(book(), available, severity, at(shown), ZONE, "zh-CN");
    Meant meant = new Meaning(moment, ways).of(Set.of(word)).get(word);
    if (meant == null) {
      throw new AssertionError("no entry for " + word);
    }
    return meant;
  }

  /** Whom a press means: names with a space between, or why nobody. */
  public String told(Who word, String shown) {
    return told(meant(word, Severity.EMERGENCY, shown));
  }

  public static String told(Meant meant) {
    return meant.nobody() != null
        ? meant.nobody()
        : meant.recipients().stream().map(Recipient::name).collect(Collectors.joining(" "));
  }

  /** Such as {@code page voice 1 sms 1?}; a question mark where it is not verified. */
  public String ways(Who word, Severity severity, String shown) {
    return meant(word, severity, shown).recipients().stream()
        .map(Town::ways)
        .collect(Collectors.joining(" | "));
  }

  private static String ways(Recipient recipient) {
    return recipient.addresses().stream()
        .map(it ->
            it.channel().wireName()
                + (switch (it.channel()) {
                  case PAGE, PUSH -> "";
                  case VOICE, SMS, EMAIL, NTFY, WECOM, DINGTALK, WEBHOOK, CANARY ->
                      " " + it.to() + (it.verified() ? "" : "?");
                }))
        .collect(Collectors.joining(" "));
  }
}
