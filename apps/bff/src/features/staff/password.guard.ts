import { passwordProblem } from '@qingpin/contract/auth/password.rules'
import { AppError } from '../../errors.ts'

/** Throws where a password that was chosen for an account says the user name; the other checks are the contract's. */
export function requireUnlikeName(password: string, username: string | null): void {
  const message = passwordProblem(password, username)
  if (message) throw new AppError('VALIDATION_ERROR', { details: [{ field: 'password', message }] })
}
