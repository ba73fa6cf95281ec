/** A token that a vendor issues for a while, stored where all processes find it. */
export interface TokenStore {
  /** The stored token, unless it has expired. */
  current(): Promise<string | undefined>
  /** The right to renew it, for `seconds`; false while another process has it. */
  lease(seconds: number): Promise<boolean>
  /** Keeps a new one and gives the right back. */
  keep(token: string, seconds: number): Promise<void>
  /**
   * Takes one of the day's forced renewals, of which all ports and processes have a few together; false where there is
   * none left, or the last one was a moment ago.
   */
  takeForced(): Promise<boolean>
  /** Gives the right back without a new one. */
  release(): Promise<void>
}
