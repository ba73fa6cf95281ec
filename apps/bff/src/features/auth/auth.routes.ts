import type { authRoutes } from '@qingpin/contract/auth/auth.routes'
import type { Handlers } from '../../http/mount.ts'
import { devices, endDevice, endOtherDevices } from './devices.service.ts'
import { changePassword } from './change-password.service.ts'
import { bindBySms, bindByWechat } from './phone.service.ts'
import { failedLogins } from './login-failures.service.ts'
import { login } from './password-login.service.ts'
import { me, updateMe, updateProfile } from './profile.service.ts'
import { logout, refresh, switchRole } from './session.service.ts'
import { loginBySms, sendCode } from './sms.service.ts'
import { loginByWechat } from './wechat.service.ts'

export const authHandlers: Handlers<typeof authRoutes> = {
  miniprogramLogin: (ctx, { body }) => loginByWechat(ctx, body),
  login: (ctx, { body }) => login(ctx, body),
  smsCode: (ctx, { body }) => sendCode(ctx, body),
  smsLogin: (ctx, { body }) => loginBySms(ctx, body),
  refresh: (ctx, { body }) => refresh(ctx, body),
  logout: (ctx) => logout(ctx),
  switchRole: (ctx, { body }) => switchRole(ctx, body),
  me: (ctx) => me(ctx),
  updateMe: (ctx, { body }) => updateMe(ctx, body),
  updateProfile: (ctx, { body }) => updateProfile(ctx, body),
  bindPhone: (ctx, { body }) => bindBySms(ctx, body),
  bindWechatPhone: (ctx, { body }) => bindByWechat(ctx, body),
  changePassword: (ctx, { body }) => changePassword(ctx, body),
  devices: (ctx) => devices(ctx),
  failedLogins: (ctx) => failedLogins(ctx),
  endDevice: (ctx, { params }) => endDevice(ctx, params.id),
  endOtherDevices: (ctx) => endOtherDevices(ctx),
}
