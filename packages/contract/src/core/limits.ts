/**
 * How often one caller may do what costs us or helps an attacker. `caller` is the account, and for people without one
 * the network address; `address` is the network address in any case, because the caller is not known yet; `device` is
 * the device token, and for a client without one the network address; `participant` is the participant token of an
 * interview that the caller sends, valid or not. A classroom shares one address: those limits are wide.
 */
export interface Limit {
  readonly per: 'caller' | 'address' | 'device' | 'participant'
  readonly times: number
  readonly seconds: number
  /** Only what was accepted counts: a mistake in a form takes nothing away. */
  readonly acceptedOnly?: boolean
}

export const LIMITS = {
  /** Every route: what no person does, and no app of ours. */
  general: { per: 'caller', times: 1200, seconds: 60 },
  /** Something that breaks in a loop. */
  clientError: { per: 'caller', times: 20, seconds: 60 },
  /** Pages that a classroom behind one address opens and leaves. */
  accessLog: { per: 'address', times: 1200, seconds: 60 },
  login: { per: 'address', times: 60, seconds: 60 },
  /** Each message costs money. How many one number gets is counted with its codes. */
  smsCodeDevice: { per: 'device', times: 10, seconds: 600 },
  smsCode: { per: 'address', times: 60, seconds: 60 },
  smsCodeHour: { per: 'address', times: 300, seconds: 3600 },
  /** A person corrects a few mistakes; a refusal says whether a number is known, so refused registrations count, too. */
  registrationTry: { per: 'device', times: 20, seconds: 60 },
  registrationTryAddress: { per: 'address', times: 120, seconds: 60 },
  selfRegistration: { per: 'device', times: 3, seconds: 60, acceptedOnly: true },
  selfRegistrationAddress: { per: 'address', times: 60, seconds: 60, acceptedOnly: true },
  /** Reading tickets and joining: enough for a family behind one address, too few to guess tickets. */
  interviewJoin: { per: 'address', times: 120, seconds: 300 },
  /** Each success of WeChat's phone button is charged. */
  phoneProof: { per: 'caller', times: 20, seconds: 3600 },
  password: { per: 'caller', times: 20, seconds: 900 },
  /** A new name is judged by WeChat, whose calls are counted. */
  profile: { per: 'caller', times: 20, seconds: 600 },
  /** Each call goes to WeChat Pay. A page that waits for a payment asks six to nine times a minute. */
  payment: { per: 'caller', times: 30, seconds: 60 },
  /** A page sends one every 8 s, and one at once when a device is turned on or off. */
  participantHeartbeat: { per: 'participant', times: 60, seconds: 60 },
  /** Three others, each with an offer and a dozen paths, and a few new attempts of all that in a minute. */
  participantSignal: { per: 'participant', times: 300, seconds: 60 },
  participantMessage: { per: 'participant', times: 30, seconds: 60 },
  assistant: { per: 'caller', times: 20, seconds: 60 },
  /** Pages are set one after another, for everybody: with a preview open that is a page a second. */
  pdf: { per: 'caller', times: 60, seconds: 60 },
  /** A wrong name or code costs one; five wrong codes end a code anyway. */
  claimRecord: { per: 'caller', times: 10, seconds: 900 },
  /** Who enters a customer every minute asks about the phone and the WeChat id of each; who tries out numbers asks more. */
  numberCheck: { per: 'caller', times: 120, seconds: 3600 },
  /** Who looks for one worker types a few names; who collects them types hundreds. */
  workerSearch: { per: 'caller', times: 30, seconds: 60 },
  /** A guest who reads on and narrows down asks so often; who reads out the whole register asks more. */
  publicWorkers: { per: 'caller', times: 120, seconds: 60 },
  /** WeChat draws them, so many a minute for the whole agency. */
  shareCode: { per: 'caller', times: 30, seconds: 60 },
  /** WeChat fetches each picture that it is asked about, a few times at most. */
  checkedPicture: { per: 'address', times: 600, seconds: 60 },
  /** Each is made by WeChat. */
  bindCode: { per: 'caller', times: 20, seconds: 600 },
  testMessage: { per: 'caller', times: 20, seconds: 600 },
  /** Each reads thousands of rows; a person looks at one before the next. */
  export: { per: 'caller', times: 20, seconds: 3600 },
  ocr: { per: 'caller', times: 30, seconds: 3600 },
  /** A whole folder of workers in an hour, and no disk filled overnight. */
  upload: { per: 'caller', times: 600, seconds: 3600 },
  /** Tables of customers that come in or go out: a person tries a few, and nobody needs the whole register each minute. */
  table: { per: 'caller', times: 60, seconds: 3600 },
  /** Files on a disk of ours: an office behind one address that scrolls through photos and skips through films. */
  store: { per: 'address', times: 3000, seconds: 60 },
  /** A ticket can be used again until it ends: as much as an office sends in an hour, but not one file over and over. */
  storeWrite: { per: 'address', times: 1200, seconds: 3600 },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

/** The limits that a route has besides the general one, in the order in which they count a call. */
export const limitsOf = ({ limit = [] }: { limit?: LimitName | readonly LimitName[] }): readonly LimitName[] =>
  typeof limit === 'string' ? [limit] : limit
