/** Why a customer pays no tax, by which paper, and the last day whose events are free of it (a day of the company). */
export type TaxExemption = { reason: string; certificate?: string; until?: string };

/** The tax that a booking was priced with, kept with it for good; rates in basis points, amounts in minor units. */
export type TaxSnapshot = {
  profile: string;
  components: { code: string; name: string; rate: number; compound: boolean; amount: number }[];
  /** Whether the prices have the tax in them; else it is added to them. */
  included?: boolean;
  /** That of the customer, under which no tax is asked. */
  exempt?: TaxExemption;
  /** What an exempt customer is spared of prices that include tax. */
  relief?: number;
};
