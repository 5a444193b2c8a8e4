import type { World } from '../world.ts'

/** What a handler knows about the request besides its input. */
export type Call = {
  world: World
  /** The operation's name, e.g. `DescribeServices`. */
  operation: string
  requestId: string
  /** The access key that signed the request; `undefined` when it was not signed. */
  accessKeyId: string | undefined
  /** The session token sent along with a temporary key. */
  sessionToken?: string
}

/** Input and output are the SDK's own command shapes; throw `AwsError` for an AWS error. */
// oxlint-disable-next-line typescript/no-explicit-any -- one table holds handlers of many shapes; each is typed where it is written.
export type Handler<I = any, O = any> = (input: I, call: Call) => O | Promise<O>

/**
 * One simulated AWS service. `name` is the AWS CLI's name for it (`ecs`, `elbv2`, `logs`, …), as the ledger and the
 * faults call it. `sdk` is the module namespace of its `@aws-sdk/client-*`, from which the wire takes every schema.
 * An operation of the SDK that has no handler answers `NotSimulated`.
 */
export type Service = {
  name: string
  sdk: Record<string, unknown>
  /** The service's signing name in the credential scope, e.g. `elasticloadbalancing`. */
  signingName: string
  handlers: Record<string, Handler>
}

/**
 * An error as AWS sends it. `code` is the modelled exception's name (`ClusterNotFoundException`); the wire looks up its
 * HTTP status and query code in the SDK's schema and falls back to `status`.
 */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    /** Further members of the modelled exception. */
    readonly members: Record<string, unknown> = {},
  ) {
    super(message)
    this.name = code
  }
}
