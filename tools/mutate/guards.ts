export interface Guard {
  /** What is taken away, as the end of the sentence "without …". */
  name: string
  file: string
  /** Stands once in the file. */
  guard: string
  without: string
  /** The test files of which at least one test must turn red. */
  tests: readonly string[]
}

/** Guards that somebody could lose while changing something else, one of each kind. */
export const GUARDS: readonly Guard[] = [
  {
    name: 'the policy',
    file: 'apps/bff/src/http/authentication.ts',
    guard: "(allow === 'session' || can(role, allow))",
    without: "(allow === 'session' || can(role, allow) || true)",
    tests: ['apps/bff/test/access-matrix.test.ts'],
  },
  {
    name: 'the signature of access tokens',
    file: 'apps/bff/src/crypto/access-token.ts',
    guard: 'sameText(right, signature)',
    without: 'sameText(right, right)',
    tests: ['apps/bff/test/access-matrix.test.ts'],
  },
  {
    name: 'the end of a session',
    file: 'apps/bff/src/features/auth/authenticate.guard.ts',
    guard: '!row || row.revokedAt !== null',
    without: '!row',
    tests: ['apps/bff/src/features/auth/sessions.test.ts'],
  },
  {
    name: 'the owner of a CV',
    file: 'apps/bff/src/features/cvs/cvs.repo.ts',
    guard: 'and(eq(db.s.cvs.ownerId, accountId), isNull(db.s.cvs.deletedAt))',
    without: 'and(eq(db.s.cvs.id, db.s.cvs.id), isNull(db.s.cvs.deletedAt), accountId ? undefined : undefined)',
    tests: ['apps/bff/test/abuse.test.ts'],
  },
  {
    name: 'the scope of customers',
    file: 'apps/bff/src/features/customers/scope.repo.ts',
    guard: "case 'assigned':\n      return and(inNoPool, mine)",
    without: "case 'assigned':\n      return inNoPool",
    tests: ['apps/bff/src/features/customers/scope.test.ts'],
  },
  {
    name: 'the reader of a topic',
    file: 'apps/bff/src/features/interviews/participant.guard.ts',
    guard: 'if (named?.id !== id && !own)',
    without: 'if (named?.id !== id && !own && id === undefined)',
    tests: ['apps/bff/src/features/interviews/participants.test.ts'],
  },
  {
    name: 'the reader of the topic of an account',
    file: 'apps/bff/src/events/account-topic.ts',
    guard: 'if (accountIdOf(ctx) !== id)',
    without: 'if (accountIdOf(ctx) === undefined)',
    tests: ['apps/bff/src/features/events/several-topics.test.ts'],
  },
  {
    name: 'the room of a device that comes back by a used up invitation',
    file: 'apps/bff/src/features/interviews/invites.service.ts',
    guard: "device?.roomId === room.id && device.role !== 'host' && device.state !== 'removed'",
    without: "device && device.role !== 'host' && device.state !== 'removed'",
    tests: ['apps/bff/src/features/interviews/known-device.test.ts'],
  },
  {
    name: 'the knock on every screen of the host',
    file: 'apps/bff/src/features/interviews/admission.service.ts',
    guard: "if (state === 'waiting') yield* notifyHost(t, ctx, room, guest.id)",
    without: '',
    tests: ['apps/bff/src/features/interviews/knock-on-host.test.ts'],
  },
  {
    name: 'the lobby',
    file: 'apps/bff/src/features/interviews/participant.guard.ts',
    guard: "found.participant.state !== 'admitted' || found.room.state !== 'open'",
    without: "found.room.state !== 'open'",
    tests: [
      'apps/bff/src/features/interviews/participants.test.ts',
      'apps/bff/src/features/interviews/video-tokens.test.ts',
    ],
  },
  {
    name: 'the lock on failed logins',
    file: 'apps/bff/src/features/auth/lockout.repo.ts',
    guard: 'if (row.lockedUntil > ctx.now) return row.lockedUntil',
    without: '',
    tests: ['apps/bff/src/features/auth/password.test.ts'],
  },
  {
    name: 'the memory of idempotency keys',
    file: 'apps/bff/src/http/idempotency.repo.ts',
    guard: 'return inserted.length > 0',
    without: 'return inserted.length >= 0',
    tests: ['apps/bff/src/http/idempotency.test.ts'],
  },
  {
    name: 'the signature of payment webhooks',
    file: 'apps/bff/src/adapters/wechat-pay/wechat-pay.webhook.ts',
    guard: "if (!verify('sha256', message, key, Buffer.from(signature, 'base64')))",
    without: "if (!verify('sha256', message, key, Buffer.from(signature, 'base64')) && signature === '')",
    tests: ['apps/bff/src/features/orders/payment-webhook.test.ts'],
  },
  {
    name: 'the comparison of amounts',
    file: 'apps/bff/src/features/orders/payment.service.ts',
    guard: "order.amountFen !== amountFen || currency !== 'CNY'",
    without: "order.amountFen < 0 || currency !== 'CNY'",
    tests: ['apps/bff/src/features/orders/payment-webhook.test.ts'],
  },
  {
    name: 'what a wallet covers',
    file: 'apps/bff/src/features/credits/ledger.repo.ts',
    guard: "gte(a.balance, at('price'))",
    without: 'gte(a.balance, sql`-1000000000`)',
    tests: ['apps/bff/src/features/credits/ledger.test.ts'],
  },
  {
    name: 'the version of a CV',
    file: 'apps/bff/src/features/cvs/cvs.service.ts',
    guard: 'if (version !== current.version)',
    without: 'if (version > current.version)',
    tests: ['apps/bff/src/features/cvs/cvs.test.ts'],
  },
  {
    name: 'the mask of numbers',
    file: 'apps/bff/src/features/resumes/record.view.ts',
    guard: 'phone: row.phoneMasked,',
    without: "phone: row.phoneMasked?.replaceAll('*', '0') ?? null,",
    tests: ['apps/bff/src/features/resumes/privacy.test.ts', 'apps/bff/src/features/resumes/list.test.ts'],
  },
  {
    name: 'the limit of self-registrations',
    file: 'apps/bff/src/http/limits.ts',
    guard: 'if (wait > 0) throw',
    without: 'if (wait < 0) throw',
    tests: ['apps/bff/src/http/limits.test.ts'],
  },
  {
    name: 'the number of pixels that a picture may have',
    file: 'apps/bff/src/adapters/sharp/child.ts',
    guard: 'head.width * head.height > MOST_PIXELS',
    without: 'head.width * head.height > MOST_PIXELS * 9',
    tests: ['apps/bff/src/storage/storage.test.ts'],
  },
  {
    name: 'the look for a second thing in a picture',
    file: 'apps/bff/src/storage/inspect-file.ts',
    guard: 'if (isTwoThings(held)) throw',
    without: 'if (isTwoThings(held) && false) throw',
    tests: ['apps/bff/src/storage/storage.test.ts'],
  },
  {
    name: 'the quota of who reads pictures',
    file: 'apps/bff/src/features/ocr/read-picture.service.ts',
    guard: 'if (!mayRead(reader, counts)) continue',
    without: 'if (!mayRead(reader, counts) && false) continue',
    tests: ['apps/bff/src/features/ocr/ocr.test.ts'],
  },
  {
    name: 'the signature of addresses of files',
    file: 'apps/bff/src/crypto/signed-links.ts',
    guard: "signature.split('#')[0] ?? ''",
    without: 'sign(id, until, as)',
    tests: ['apps/bff/src/features/attachments/attachments.test.ts'],
  },
  {
    name: 'the owner of files',
    file: 'apps/bff/src/features/attachments/attachments.guard.ts',
    guard: 'owner.accountId === accountId)',
    without: 'owner.accountId === accountId || true)',
    tests: ['apps/bff/src/features/attachments/attachments.test.ts'],
  },
  {
    name: 'the trace of a look at a paper',
    file: 'apps/bff/src/features/attachments/attachments.service.ts',
    guard: 'if (!isPaper(found.kind)) return found',
    without: 'if (!isPaper(found.kind) || found.id !== "") return found',
    tests: ['apps/bff/src/features/attachments/attachments.test.ts'],
  },
  {
    name: 'the hold on what an editor never saw',
    file: 'apps/bff/src/features/attachments/merge.rules.ts',
    guard: 'row.addedIn > seen && !named.includes(row)',
    without: 'row.addedIn > seen && named.includes(row)',
    tests: ['apps/bff/src/features/attachments/merge.rules.test.ts'],
  },
  {
    name: 'the protection of papers of listed workers',
    file: 'apps/bff/src/features/attachments/plans.service.ts',
    guard: 'if (touchesProofs(plans) && !may',
    without: 'if (touchesProofs([]) && !may',
    tests: ['apps/bff/src/features/attachments/attachments.test.ts'],
  },
  {
    name: 'the look for other users of a file',
    file: 'apps/bff/src/storage/stored-files.repo.ts',
    guard: 'if (yield* use.isInUse(t, ctx, id)) return undefined',
    without: 'if ((yield* use.isInUse(t, ctx, id)) && false) return undefined',
    tests: ['apps/bff/src/features/attachments/attachments.test.ts'],
  },
  {
    name: 'the one commit of work and answer',
    file: 'apps/bff/src/http/once.ts',
    guard: 'yield* storeReply(t, ctx, () => reply)',
    without: 'yield* storeReply(t, { ...ctx, repeat: undefined }, () => reply)',
    tests: ['apps/bff/test/killed.test.ts'],
  },
]
