import type { CfnConnection } from 'aws-cdk-lib/aws-events';
import type { SecretValue } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { assertNotInTemplate } from './private/secrets';
import { assertMatches } from './private/trust-checks';

/** How a forwarder gets a token by OAuth client credentials. */
export interface ForwarderOAuthProps {
  /** HTTPS address that gives out tokens. */
  readonly authorizationEndpoint: string;

  /** Id of the client. */
  readonly clientId: string;

  /** Secret of the client, from AWS Secrets Manager: `SecretValue.secretsManager('name')`. */
  readonly clientSecret: SecretValue;

  /**
   * Scope to ask for.
   *
   * @default - none
   */
  readonly scope?: string;

  /**
   * HTTP method of the request for a token: `GET`, `POST` or `PUT`.
   *
   * @default 'POST'
   */
  readonly httpMethod?: string;
}

type Parameters = Pick<CfnConnection, 'authorizationType'> & { readonly authParameters: CfnConnection.AuthParametersProperty };

/**
 * How a forwarder shows who it is. Secrets come from AWS Secrets Manager by a dynamic reference, or from a template parameter with NoEcho; one that
 * would stand in the template fails at synthesis.
 */
export class ForwarderAuthorization {
  /**
   * An API key in a header.
   *
   * @param key the key: `SecretValue.secretsManager('name')`
   * @param headerName name of the header
   */
  public static apiKey(key: SecretValue, headerName: string = 'X-API-Key'): ForwarderAuthorization {
    assertMatches(headerName, /^[\w!#$%&'*+.^`|~-]{1,512}$/, 'headerName must be the name of an HTTP header');
    return new ForwarderAuthorization(key, (value) => ({
      authorizationType: 'API_KEY',
      authParameters: { apiKeyAuthParameters: { apiKeyName: headerName, apiKeyValue: value } },
    }));
  }

  /**
   * A user name and a password.
   *
   * @param username the user name
   * @param password the password: `SecretValue.secretsManager('name')`
   */
  public static basic(username: string, password: SecretValue): ForwarderAuthorization {
    return new ForwarderAuthorization(password, (value) => ({
      authorizationType: 'BASIC',
      authParameters: { basicAuthParameters: { username, password: value } },
    }));
  }

  /** A token that EventBridge gets by OAuth client credentials, and gets anew when it is refused. */
  public static oauthClientCredentials(props: ForwarderOAuthProps): ForwarderAuthorization {
    assertMatches(props.authorizationEndpoint, /^https:\/\/[^/\s]+/, 'authorizationEndpoint must be an HTTPS address');
    assertMatches(props.httpMethod, /^(GET|POST|PUT)$/, 'httpMethod must be GET, POST or PUT');
    return new ForwarderAuthorization(props.clientSecret, (clientSecret) => ({
      authorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      authParameters: {
        oAuthParameters: {
          authorizationEndpoint: props.authorizationEndpoint,
          clientParameters: { clientId: props.clientId, clientSecret },
          httpMethod: props.httpMethod ?? 'POST',
          oAuthHttpParameters: {
            bodyParameters: Object.entries({ grant_type: 'client_credentials', ...props.scope && { scope: props.scope } })
              .map(([key, value]) => ({ key, value, isValueSecret: false })),
          },
        },
      },
    }));
  }

  private constructor(private readonly secret: SecretValue, private readonly parameters: (secret: string) => Parameters) {}

  /**
   * Properties of the connection.
   *
   * @internal
   */
  public _bind(scope: Construct): Parameters {
    assertNotInTemplate(scope, this.secret);
    return this.parameters(this.secret.unsafeUnwrap());
  }
}
