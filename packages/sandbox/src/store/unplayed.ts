import { StoreError } from './errors.ts'

/** What both vendors have and this sandbox does not play, by the parameter that asks for it. */
const SUBRESOURCES: ReadonlySet<string> = new Set(
  (
    'acl tagging cors lifecycle policy referer website logging replication encryption inventory notification domain ' +
    'accelerate intelligenttiering versioning versions versionId object-lock legal-hold retention restore select ' +
    'uploads uploadId partNumber delete append position torrent symlink objectMeta live status vod comp qos ' +
    'ci-process imageInfo x-oss-process x-cos-process response-expires response-content-encoding'
  ).split(' '),
)
const HEADERS =
  /^(?:if-match|if-modified-since|if-unmodified-since|x-(?:cos|oss)-(?:copy-.+|acl|object-acl|grant-.+|tagging|tagging-directive|metadata-directive|server-side-encryption.*|storage-class|forbid-overwrite|traffic-limit|callback.*|process))$/

/**
 * Throws 501 for what is not played: an answer that left it out would let the product depend on something that the true
 * service does otherwise.
 */
export function refuseUnplayed(method: string, query: Iterable<string>, headers: Iterable<string>): void {
  const name =
    [...query].find((one) => SUBRESOURCES.has(one) || one.startsWith('imageMogr2') || one.startsWith('imageView2')) ??
    [...headers].find((one) => HEADERS.test(one) || (one === 'if-none-match' && method !== 'GET' && method !== 'HEAD'))
  if (name !== undefined) throw new StoreError(501, 'NotImplemented', `This sandbox does not play ${name}.`)
}
