/** How long requests under way may take once the process was asked to stop. */
export const STOP_MS = 8000
/** A video on a slow connection takes as long as its upload is permitted; Node would end it after five minutes. */
export const LONGEST_REQUEST_MS = 660_000

/** Rules of the calls of each outside service: when it is given up, how many run at once, how often one is repeated. */
export const VENDOR_LIMITS = {
  wechat: { timeoutMs: 5000, concurrency: 50 },
  /** Texts are judged quickly or later, because a person waits for the reply. */
  wechatText: { timeoutMs: 2500, concurrency: 50 },
  /** Pictures are judged in the background. */
  wechatPictures: { timeoutMs: 8000, concurrency: 10 },
  serviceAccount: { timeoutMs: 5000, concurrency: 20 },
  wechatOcr: { timeoutMs: 8000, concurrency: 10 },
  sms: { timeoutMs: 6000, concurrency: 20 },
  wechatPay: { timeoutMs: 5000, concurrency: 30 },
  /** A model may think for a minute before its first word; it is asked twice at most, because a person waits. */
  deepseek: { timeoutMs: 60_000, concurrency: 200, retries: 1, pauseMs: 400 },
  store: { timeoutMs: 10_000, concurrency: 100 },
  /** A video takes as long as the phone that sends it. */
  storeUpload: { timeoutMs: 300_000, concurrency: 20 },
  sts: { timeoutMs: 5000, concurrency: 20 },
} as const
