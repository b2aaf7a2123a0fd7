/** A deployment's name with that of its service: `v1.2`, `api: v1.2`. */
export const shippedName = ({
  name,
  serviceName,
}: {
  readonly name: string
  readonly serviceName: string | null
}): string => (serviceName === null ? name : `${serviceName}: ${name}`)
