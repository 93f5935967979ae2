export {
  ExchangeRates,
  type OnRatesChanged,
  type RateFilters,
  type RatesAnswer,
  type RatesChange,
} from './service.js';
export { exchangeRateRoutes } from './routes.js';
export { lookupRates, rateKey, type FoundRate, type WantedRate } from './lookup.js';
export { lockRatesForChange, lockRatesForReading } from './lock.js';
export { baseOf, rateKinds, validityOf, type RateKind } from './domain/validity.js';
