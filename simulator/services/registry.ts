import type { Service } from '../wire/service.ts'
import { sts } from './sts/service.ts'

/** Every simulated service. One line each; what is not here answers `NotSimulated`. */
export const services: Service[] = [sts]
