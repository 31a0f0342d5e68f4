package care.silverbell.records.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The office's own sign-in: where it is, what it answers for a code, and whom its tokens speak of.
 * Asked no more than that: neither name nor address of whoever signs in leaves the provider.
 */
final class OpenIdProvider {
  private static final Logger log = LoggerFactory.getLogger(OpenIdProvider.class);
  private static final int WAIT_MILLIS = 5_000;
  private static final int LARGEST_KEY_SET = 256 * 1024;

  /** What is read of the provider anew after so long; its keys are, when a new one appears. */
  private static final Duration KNOWN_FOR = Duration.ofHours(1);

  /** No shared secret and no unsigned token: those the client itself, or anybody, could make. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  private final OpenIdSettings settings;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  OpenIdProvider(OpenIdSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant since) {}

  /** What came of asking whom a code speaks of. */
  sealed interface Said {}

  /** The subject whom a valid ID token names. */
  record Proven(String subject) implements Said {}

  /** What came back proves nothing about anybody. */
  record Untrusted(String why) implements Said {}

  /** The provider cannot be asked now, or answers what no provider answers. */
  record Away(String why) implements Said {}

  /** Where the browser is sent; empty while the provider cannot be asked. */
  Optional<URI> signInAt(Journeys.SetOut journey, URI back) {
    return aside(() -> {
      try {
        return Optional.of(
            new AuthenticationRequest.Builder(
                    ResponseType.CODE, new Scope("openid"), new ClientID(settings.clientId()), back)
                .endpointURI(known().metadata.getAuthorizationEndpointURI())
                .state(new State(journey.state()))
                .nonce(new Nonce(journey.nonce()))
                .codeChallenge(new CodeVerifier(journey.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI());
      } catch (GeneralException | IOException e) {
        log.warn("the sign-in provider {} cannot be asked", settings.issuer(), e);
        return Optional.empty();
      }
    });
  }

  /**
   * Redeems the code.
   *
   * @param back where the browser came back to, as when it was sent
   */
  Said redeem(String code, Journeys.SetOut journey, URI back) {
    return aside(() -> {
      try {
        Known provider = known();
        TokenResponse answer = tokens(provider.metadata, code, journey, back);
        if (!answer.indicatesSuccess()) {
          String error = answer.toErrorResponse().getErrorObject().getCode();
          return error == null
              ? new Away("the code is not redeemed, and it is not said why")
              : new Untrusted("the code is not redeemed: " + error);
        }
        JWT token = ((OIDCTokenResponse) answer.toSuccessResponse()).getOIDCTokens().getIDToken();
        return new Proven(
            provider.validator.validate(token, new Nonce(journey.nonce())).getSubject().getValue());
      } catch (BadJOSEException e) {
        return new Untrusted("the ID token is not valid: " + e.getMessage());
      } catch (JOSEException | GeneralException | IOException e) {
        return new Away(String.valueOf(e.getMessage()));
      }
    });
  }

  private TokenResponse tokens(
      OIDCProviderMetadata metadata, String code, Journeys.SetOut journey, URI back)
      throws IOException, ParseException {
    HTTPRequest request =
        new TokenRequest.Builder(
                metadata.getTokenEndpointURI(),
                authentication(metadata),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code), back, new CodeVerifier(journey.verifier())))
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(WAIT_MILLIS);
    request.setReadTimeout(WAIT_MILLIS);
    request.setFollowRedirects(false);
    return OIDCTokenResponseParser.parse(request.send());
  }

  private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    ClientID id = new ClientID(settings.clientId());
    Secret secret = new Secret(settings.clientSecret());
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean onlyPost =
        methods != null
            && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return onlyPost ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
  }

  private Known known() throws GeneralException, IOException {
    Known present = known;
    Instant now = clock.instant();
    if (present != null && now.isBefore(present.since.plus(KNOWN_FOR))) {
      return present;
    }
    Known fresh = discover(now);
    known = fresh;
    return fresh;
  }

  private Known discover(Instant now) throws GeneralException, IOException {
    Issuer issuer = new Issuer(settings.issuer());
    OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, WAIT_MILLIS, WAIT_MILLIS);
    if (metadata.getAuthorizationEndpointURI() == null
        || metadata.getTokenEndpointURI() == null
        || metadata.getJWKSetURI() == null) {
      throw new IOException("the provider does not say where to sign in, redeem and find its keys");
    }
    IDTokenValidator validator =
        new IDTokenValidator(
            issuer,
            new ClientID(settings.clientId()),
            new JWSVerificationKeySelector<>(ALGORITHMS, keys(metadata.getJWKSetURI())),
            null);
    return new Known(metadata, validator, now);
  }

  /** Kept for minutes, and read anew at once when a token is signed with a key not yet seen. */
  private static JWKSource<SecurityContext> keys(URI where) throws MalformedURLException {
    return JWKSourceBuilder.<SecurityContext>create(
            where.toURL(), new DefaultResourceRetriever(WAIT_MILLIS, WAIT_MILLIS, LARGEST_KEY_SET))
        .refreshAheadCache(false)
        .build();
  }

  /** Beside the web server's threads: a slow provider must not hold up anybody's request. */
  private static <T> T aside(Supplier<T> work) {
    CompletableFuture<T> done =
        CompletableFuture.supplyAsync(work, Thread.ofVirtual().name("openid")::start);
    return Future.fromCompletionStage(done).await();
  }
}
