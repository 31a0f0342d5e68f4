package care.silverbell.records.band;

import care.silverbell.ingest.band.BandCredentials;
import care.silverbell.ingest.band.Makers;
import care.silverbell.ingest.band.MakersWay;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.intake.Wearers;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Known;
import care.silverbell.records.band.BandLife.Gone;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bands: registered, in stock, on a wrist, lost or retired. Who wears what is held in memory,
 * so that a call never waits for a look-up; what another instance changes is seen within seconds.
 */
public final class Bands implements Wearers, BandCredentials, Makers, AutoCloseable {
  /** No band's clock is believed before that. */
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final BandStore store;
  private final BandList list;
  private final InstantSource clock;
  private final Known<BandRegister> register;
  private volatile Consumer<Predicate<String>> door = _ -> {};

  /**
   * Reads who wears what, and goes on doing so.
   *
   * @throws DatabaseTrouble if the database does not answer
   */
  public Bands(Database database, InstantSource clock) {
    this.store = new BandStore(database);
    this.list = new BandList(database);
    this.clock = clock;
    this.register =
        new Known<>(
            "bands-rereading",
            "who wears which band",
            () -> BandRegister.read(database),
            read -> door.accept(read::isGone));
  }

  /**
   * Has those bands cut off that are lost or retired, or have another secret: at once, and at each
   * rereading whichever slipped in meanwhile or was written off by another instance.
   *
   * @param cutOff ends the connections of the bands whose serials it is told
   */
  public void guard(Consumer<Predicate<String>> cutOff) {
    door = cutOff;
    door.accept(register.now()::isGone);
  }

  /** A band in a list. */
  public record Listed(
      String serial, String profile, Instant registeredAt, BandLife life, Heard heard) {}

  /**
   * What was last heard of a band; null is unknown.
   *
   * @param at when it was last heard itself
   * @param battery charge left, %
   */
  public record Heard(
      @Nullable Instant at,
      @Nullable Boolean online,
      @Nullable Integer battery,
      @Nullable String firmware) {}

  /** From when to when somebody wore a band; {@code until} is null while they wear it. */
  public record Wrist(PersonId person, String name, Instant since, @Nullable Instant until) {}

  /** From when to when a band was lost or retired; {@code until} is null while it is. */
  public record Absence(String why, Instant since, @Nullable Instant until) {}

  @Override
  public Optional<PersonId> wearerOf(BandSerial band, Instant at) {
    return register.now().wearerOf(band.value(), at);
  }

  /** Who wears a band now, and which. */
  public Map<PersonId, BandSerial> worn() {
    return register.now().worn();
  }

  /** Whether that is the secret of a band in use; never that of a lost or retired one. */
  @Override
  public boolean mayConnect(String serial, String secret) {
    return register.now().mayConnect(serial, secret);
  }

  @Override
  public MakersWay wayOf(BandSerial band) {
    return register.now().wayOf(band.value());
  }

  /** Whether a band of that serial is registered. */
  public boolean isRegistered(String serial) {
    return register.now().knows(serial);
  }

  /** Whether every press of the band is a test, by its profile. */
  public boolean isForTests(BandSerial serial) {
    return register.now().isForTests(serial.value());
  }

  /** Whether the band asks its wearer after a fall before it tells of it, by its profile. */
  public boolean asksItself(BandSerial serial) {
    return register.now().asksItself(serial.value());
  }

  /** Whether the band is one of the service's own that press every minute. */
  public boolean isCanary(BandSerial serial) {
    return register.now().isCanary(serial.value());
  }

  /** Gives a canary's band a new secret and answers it; the band is made where there is none. */
  public String renewCanary(BandSerial serial) {
    String secret = BandSecret.fresh();
    store.canary(serial, BandSecret.of(secret), clock.instant());
    reread();
    return secret;
  }

  /**
   * Registers a band with a secret of its own; answers the secret, which cannot be asked for again.
   */
  public String register(BandSerial serial) {
    return registerOf(serial, BandProfiles.CONTRACT);
  }

  /**
   * Registers a band of that maker's profile; answers its secret, which cannot be asked for again.
   */
  public String registerOf(BandSerial serial, String profile) {
    String secret = BandSecret.fresh();
    register(serial, secret, profile);
    return secret;
  }

  /**
   * Registers a band with a given secret.
   *
   * @throws DatabaseTrouble if the serial is taken ({@link DatabaseTrouble#isDuplicate})
   */
  public void register(BandSerial serial, String secret) {
    register(serial, secret, BandProfiles.CONTRACT);
  }

  private void register(BandSerial serial, String secret, String profile) {
    store.register(serial, BandSecret.of(secret), profile, clock.instant());
    reread();
  }

  /**
   * Gives the band another secret and answers it; the old one is refused from now on.
   *
   * @throws NoSuchElementException if there is no such band
   */
  public String renewSecret(BandSerial serial) {
    String secret = BandSecret.fresh();
    store.renew(serial, BandSecret.of(secret));
    reread();
    door.accept(serial.value()::equals);
    return secret;
  }

  /**
   * Reads the band in another maker's way from now on.
   *
   * @throws NoSuchElementException if there is no such band
   */
  public void changeProfile(BandSerial serial, String profile) {
    store.profile(serial, profile);
    reread();
  }

  /**
   * Puts the band on a wrist from now on, or takes it off; yesterday's readings stay with
   * yesterday's wearer. Putting it where it is changes nothing.
   *
   * @param person null takes it off
   * @throws NoSuchElementException if there is no such band
   * @throws IllegalArgumentException if it is lost or retired, the person's file is closed, or they
   *     wear another
   */
  public void wear(BandSerial band, @Nullable PersonId person) {
    if (person == null) {
      store.takeOff(band, clock.instant());
      reread();
    } else {
      putOn(band, new BandStore.PuttingOn(person, clock.instant(), false));
    }
  }

  /**
   * Puts the band on a wrist where it has been since a while, so that what it said meanwhile finds
   * its wearer.
   *
   * @param since not in the future; null for now
   * @param replace whether the person's other band comes off for it
   * @throws NoSuchElementException if there is no such band
   * @throws IllegalArgumentException if somebody wore the band after {@code since}, it is lost or
   *     retired, the person's file is closed, or they wear another and it is not to be replaced
   */
  public void wear(BandSerial band, PersonId person, @Nullable Instant since, boolean replace) {
    Instant from = since == null ? clock.instant() : since;
    putOn(band, new BandStore.PuttingOn(person, from, replace));
  }

  /**
   * Puts a band of the demo on a wrist as if it had been there from the first, so that recordings
   * of any date find their wearer.
   */
  public void wearSinceEver(BandSerial band, PersonId person) {
    putOn(band, new BandStore.PuttingOn(person, LONG_AGO, false));
  }

  private void putOn(BandSerial band, BandStore.PuttingOn on) {
    store.putOn(band, on);
    reread();
  }

  /**
   * Takes the band off and refuses its secret from now on; a call that still comes from it is an
   * unknown caller's.
   *
   * @throws NoSuchElementException if there is no such band
   */
  public void loseOrRetire(BandSerial band, Gone why) {
    store.loseOrRetire(band, why, clock.instant());
    reread();
  }

  /**
   * The band is found, or used again: its secret is taken as before.
   *
   * @throws NoSuchElementException if there is no such band
   * @throws IllegalArgumentException if somebody wears it
   */
  public void backInStock(BandSerial band) {
    store.backInStock(band, clock.instant());
    reread();
  }

  /**
   * A page of bands in order of their serials.
   *
   * @param state one of {@link BandLife#STATES}; empty for all
   * @param words a part of the serial or of the wearer's name; empty for all
   * @param after the serial behind which the page begins
   */
  public List<Listed> list(String state, String words, String after, int limit) {
    return list.page(new BandList.Asked(state, words, after, limit));
  }

  /** One band of the list. */
  public Optional<Listed> find(BandSerial serial) {
    return list.find(serial);
  }

  /** Who wore it, newest first. */
  public List<Wrist> wrists(BandSerial serial) {
    return list.wrists(serial);
  }

  /** When it was lost or retired, newest first. */
  public List<Absence> absences(BandSerial serial) {
    return list.absences(serial);
  }

  /** Reads anew who wears what. */
  public void reread() {
    register.reread();
  }

  @Override
  public void close() {
    register.close();
  }
}
