import type { Schema } from './schema.ts'

/** Columns by which rows are found that say something about a person: ids of accounts and rows, hashes of numbers. */
type Links<T extends keyof Schema> = readonly (keyof Schema[T]['$inferSelect'])[]

interface About<T extends keyof Schema> {
  links: Links<T>
  /** Whether a person who asks for her data gets these rows, or why she does not. */
  exported: true | string
  /** What becomes of them when she has her account deleted: gone, stripped of what identifies her, or kept. */
  deleted: 'gone' | 'blanked' | 'kept'
  /** What asks for keeping or blanking. */
  because?: string
}

const BOOKS = 'the books of what was bought and spent are kept as the law on accounting asks'
const STAFF_WROTE = 'it is the agency’s record; only the name of who wrote it goes'
const SECURITY = 'it protects the account and says nothing else'

/**
 * What each table knows of people. Every table stands here, so that a new one does not compile before it is
 * decided what is exported from it and what becomes of it when a person leaves.
 */
export const personalData: { readonly [T in keyof Schema]: About<T> | 'nobody' } = {
  accounts: { links: ['id', 'phoneHash', 'wechatId'], exported: true, deleted: 'blanked', because: BOOKS },
  sessions: { links: ['accountId'], exported: SECURITY, deleted: 'gone' },
  moderatedFields: {
    links: ['subjectId', 'authorId', 'decidedBy'],
    exported: 'the text itself is exported from where it stands',
    deleted: 'gone',
  },
  checkedPictures: {
    links: ['fileId', 'subjectId', 'authorId', 'decidedBy'],
    exported: 'the picture itself is exported from where it stands',
    deleted: 'gone',
  },
  pictureVerdicts: 'nobody',
  vendorTokens: 'nobody',
  wechatIdentities: { links: ['accountId', 'wechatId'], exported: true, deleted: 'gone' },
  bindCodes: { links: ['accountId', 'createdBy'], exported: SECURITY, deleted: 'gone' },
  wechatPushes: {
    links: ['id'],
    exported: 'it is what WeChat reported; what followed from it is exported',
    deleted: 'gone',
  },
  pushSignatures: 'nobody',
  serviceMessages: { links: ['accountId', 'createdBy'], exported: true, deleted: 'gone' },
  ocrCounts: 'nobody',
  installation: 'nobody',
  accessLines: 'nobody',
  knownDevices: { links: ['accountId'], exported: SECURITY, deleted: 'gone' },
  smsNumbers: { links: ['phoneHash'], exported: SECURITY, deleted: 'gone' },
  alerts: { links: ['subject'], exported: SECURITY, deleted: 'gone' },
  smsCodes: { links: ['phoneHash', 'deviceHash'], exported: SECURITY, deleted: 'gone' },
  loginFailures: { links: ['subject'], exported: SECURITY, deleted: 'gone' },
  resumes: {
    links: [
      'accountId',
      'createdBy',
      'lastUpdatedBy',
      'phoneHash',
      'idNumberHash',
      'contestedPhoneHash',
      'contestedIdNumberHash',
      'emergencyPhoneHash',
    ],
    exported: true,
    deleted: 'gone',
  },
  resumeFiles: { links: ['resumeId', 'createdBy'], exported: true, deleted: 'gone' },
  files: { links: ['id', 'createdBy'], exported: true, deleted: 'gone' },
  fileUploads: {
    links: ['resumeId', 'createdBy'],
    exported: 'it is how a file came; the file is exported',
    deleted: 'gone',
  },
  searchDocs: {
    links: ['resumeId'],
    exported: 'it and search_terms repeat words of the resume, which is exported',
    deleted: 'gone',
  },
  resumeShares: { links: ['resumeId', 'createdBy'], exported: true, deleted: 'gone' },
  resumeShareViews: {
    links: ['visitorHash'],
    exported: 'a keyed hash per share, by which a person cannot be found',
    deleted: 'gone',
  },
  resumeConsents: { links: ['resumeId', 'createdBy'], exported: true, deleted: 'gone' },
  resumeEvaluations: { links: ['resumeId', 'evaluatorId'], exported: true, deleted: 'gone' },
  auditLog: {
    links: ['actorId', 'subjectId'],
    exported: 'it shows who of the staff looked, which is their data, too',
    deleted: 'kept',
    because: 'it proves who did what; it holds ids and names of fields, and of a failed login the network address',
  },
  idempotencyKeys: { links: ['id'], exported: SECURITY, deleted: 'gone' },
  rateLimits: { links: ['key'], exported: SECURITY, deleted: 'gone' },
  jobs: { links: ['data'], exported: 'jobs name rows, which are exported themselves', deleted: 'gone' },
  topics: { links: ['topic'], exported: 'topics name rows, which are exported themselves', deleted: 'gone' },
  events: { links: ['topic'], exported: 'their content is exported with the chat or the interview', deleted: 'gone' },
  notifications: {
    links: ['accountId', 'subjectId'],
    exported: 'they name rows, which are exported themselves',
    deleted: 'gone',
  },
  notificationPreferences: { links: ['accountId'], exported: true, deleted: 'gone' },
  notificationMessages: {
    links: ['accountId'],
    exported: 'it says that a message went out; what it was about is exported',
    deleted: 'gone',
  },
  notificationDeliveries: {
    links: ['messageId'],
    exported: 'it says by which way a message went out',
    deleted: 'gone',
  },
  subscriptionQuotas: { links: ['accountId'], exported: SECURITY, deleted: 'gone' },
  creditAccounts: { links: ['id'], exported: true, deleted: 'kept', because: BOOKS },
  creditTransfers: { links: ['ownerId'], exported: true, deleted: 'kept', because: BOOKS },
  creditEntries: { links: ['account'], exported: true, deleted: 'kept', because: BOOKS },
  creditHolds: { links: ['ownerId'], exported: true, deleted: 'kept', because: BOOKS },
  orders: { links: ['ownerId'], exported: true, deleted: 'kept', because: BOOKS },
  paymentDifferences: {
    links: ['number'],
    exported: 'it is between the agency and the payment service',
    deleted: 'kept',
    because: BOOKS,
  },
  cvs: { links: ['ownerId'], exported: true, deleted: 'gone' },
  chats: { links: ['ownerId'], exported: true, deleted: 'gone' },
  chatMessages: { links: ['chatId'], exported: true, deleted: 'gone' },
  runs: {
    links: ['ownerId', 'chatId'],
    exported: 'it is how an answer was made; the answer is exported',
    deleted: 'gone',
  },
  interviewRooms: {
    links: ['roomId', 'hostId', 'resumeId', 'customerId'],
    exported: true,
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  interviewInvites: { links: ['roomId', 'createdBy'], exported: SECURITY, deleted: 'gone' },
  interviewParticipants: { links: ['accountId', 'roomId'], exported: true, deleted: 'blanked', because: STAFF_WROTE },
  handovers: {
    links: ['leaverId', 'byId', 'heirs'],
    exported: 'it says how the agency shared out work',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  handoverItems: {
    links: ['subjectId', 'toId'],
    exported: 'it says how the agency shared out work',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  placements: {
    links: ['customerId', 'resumeId', 'createdBy'],
    exported: true,
    deleted: 'kept',
    because: 'it is the agency’s contract with a family, whose books the law asks to keep',
  },
  placementLogs: {
    links: ['byId'],
    exported: 'it says who of the staff wrote it; the placement is exported',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  customers: {
    links: [
      'createdBy',
      'lastUpdatedBy',
      'phoneHash',
      'wechatHash',
      'idNumberHash',
      'assignedTo',
      'assignedBy',
      'lastFollowUpBy',
      'removedBy',
    ],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  customerRules: {
    links: ['updatedBy'],
    exported: 'it is a setting of the agency',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  customerPoolViews: { links: ['accountId', 'customerId'], exported: SECURITY, deleted: 'gone' },
  customerAssignments: {
    links: ['customerId', 'fromId', 'toId', 'byId'],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  customerEdits: {
    links: ['customerId', 'byId'],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  customerTransfers: {
    links: ['customerId', 'askerId', 'answeredBy'],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  customerMerges: {
    links: ['survivorId', 'mergedId', 'byId', 'undoneBy'],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  customerReminders: {
    links: ['customerId', 'ownerId'],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  customerFollowUps: {
    links: ['customerId', 'createdBy'],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  shortlists: {
    links: ['customerId', 'createdBy'],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  shortlistWorkers: { links: ['resumeId'], exported: true, deleted: 'gone' },
  shortlistReaders: { links: ['shortlistId'], exported: SECURITY, deleted: 'gone' },
  shortlistComments: {
    links: ['createdBy'],
    exported: 'it is between the agency and a customer; staff answers who asks',
    deleted: 'gone',
  },
  shortlistReactions: 'nobody',
  customerImports: {
    links: ['createdBy'],
    exported: 'it is a file of the agency, gone after 30 days',
    deleted: 'gone',
  },
  customerImportRows: {
    links: ['importId', 'customerId'],
    exported: 'a customer has no account; staff answers who asks',
    deleted: 'gone',
  },
  articles: {
    links: ['createdBy', 'updatedBy'],
    exported: 'it is published',
    deleted: 'blanked',
    because: STAFF_WROTE,
  },
  banners: { links: ['createdBy', 'updatedBy'], exported: 'it is published', deleted: 'blanked', because: STAFF_WROTE },
  contentPictures: { links: ['createdBy'], exported: 'it is published', deleted: 'blanked', because: STAFF_WROTE },
}
