// Departments, titles and places of the organizations of an estate.

export interface Department {
  readonly name: string
  /** Share of the people, relative to the other departments. */
  readonly weight: number
  readonly costCenter: string
  readonly titles: readonly string[]
}

const department = (name: string, weight: number, costCenter: string, titles: string): Department => ({ name, weight, costCenter, titles: titles.split(', ') })

/** Departments every company has; an organization adds those of its trade. */
export const commonDepartments: readonly Department[] = [
  department('Finance', 6, 'CC-1100', 'Accountant, Financial Controller, Payroll Specialist, Accounts Payable Clerk, Treasury Analyst'),
  department('Human Resources', 4, 'CC-1200', 'HR Business Partner, Recruiter, People Operations Specialist, Training Coordinator'),
  department('IT', 5, 'CC-1300', 'Systems Administrator, Support Technician, Network Engineer, IT Security Analyst, Identity Engineer'),
  department('Sales', 14, 'CC-2100', 'Account Executive, Sales Representative, Key Account Manager, Sales Operations Analyst, Inside Sales Specialist'),
  department('Marketing', 6, 'CC-2200', 'Brand Manager, Content Editor, Graphic Designer, Campaign Analyst'),
  department('Customer Service', 10, 'CC-2300', 'Service Representative, Complaints Specialist, Service Team Lead'),
  department('Legal & Compliance', 3, 'CC-1400', 'Legal Counsel, Compliance Officer, Privacy Analyst'),
  department('Facilities', 4, 'CC-1500', 'Facilities Coordinator, Receptionist, Building Technician'),
  department('Executive', 1, 'CC-1000', 'Managing Director, Chief Financial Officer, Chief Operating Officer, Executive Assistant'),
]

export const tradeDepartments = {
  health: [
    department('Clinical', 34, 'CC-3100', 'Dentist, Dental Hygienist, Dental Assistant, Orthodontist, Practice Nurse'),
    department('Front Desk', 16, 'CC-3200', 'Patient Coordinator, Scheduling Clerk, Insurance Specialist'),
  ],
  manufacturing: [
    department('Production', 34, 'CC-3100', 'Machine Operator, Shift Supervisor, Process Engineer, Toolmaker, CNC Programmer'),
    department('Engineering', 18, 'CC-3200', 'Design Engineer, Test Engineer, Quality Engineer, Technical Draughtsman'),
    department('Quality', 6, 'CC-3300', 'Quality Inspector, Metrologist, Audit Coordinator'),
  ],
  logistics: [
    department('Operations', 28, 'CC-3100', 'Dispatcher, Route Planner, Operations Supervisor, Customs Broker'),
    department('Warehouse', 26, 'CC-3200', 'Warehouse Associate, Forklift Driver, Inventory Controller, Dock Supervisor'),
    department('Fleet', 12, 'CC-3300', 'Driver, Fleet Technician, Fleet Coordinator'),
  ],
  food: [
    department('Bakery', 30, 'CC-3100', 'Baker, Pastry Chef, Production Lead, Packaging Associate'),
    department('Retail', 34, 'CC-3200', 'Store Manager, Shift Lead, Barista, Counter Associate'),
  ],
  research: [
    department('Research', 36, 'CC-3100', 'Research Scientist, Laboratory Technician, Doctoral Researcher, Principal Investigator'),
    department('Data Science', 10, 'CC-3200', 'Data Scientist, Biostatistician, Research Software Engineer'),
  ],
  software: [
    department('Engineering', 34, 'CC-3100', 'Software Engineer, Site Reliability Engineer, Engineering Manager, QA Engineer, Staff Engineer'),
    department('Product', 10, 'CC-3200', 'Product Manager, Product Designer, User Researcher, Technical Writer'),
  ],
  shipping: [
    department('Fleet Operations', 26, 'CC-3100', 'Vessel Coordinator, Port Captain, Crew Planner, Chartering Broker'),
    department('Crew', 24, 'CC-3200', 'Chief Engineer, First Officer, Deckhand, Ship Electrician'),
  ],
  education: [
    department('Teaching', 38, 'CC-3100', 'Teacher, Head of Department, Teaching Assistant, Librarian'),
    department('Student Services', 10, 'CC-3200', 'Counsellor, Registrar, Admissions Officer'),
  ],
} as const satisfies Record<string, readonly Department[]>

export type Trade = keyof typeof tradeDepartments

export interface Place {
  readonly locality: string
  readonly region: string
  readonly country: string
  readonly postalCode: string
  readonly street: string
  readonly dialling: string
}

const place = (locality: string, region: string, country: string, postalCode: string, street: string, dialling: string): Place => ({
  locality,
  region,
  country,
  postalCode,
  street,
  dialling,
})

export const places = {
  america: [
    place('Denver', 'CO', 'US', '80202', 'Larimer Street', '+1 303'),
    place('Columbus', 'OH', 'US', '43215', 'Gay Street', '+1 614'),
    place('Portland', 'OR', 'US', '97205', 'Burnside Street', '+1 503'),
    place('Raleigh', 'NC', 'US', '27601', 'Fayetteville Street', '+1 919'),
  ],
  europe: [
    place('München', 'Bayern', 'DE', '80331', 'Sendlinger Straße', '+49 89'),
    place('Lyon', 'Auvergne-Rhône-Alpes', 'FR', '69002', 'Rue de la République', '+33 4'),
    place('Malmö', 'Skåne', 'SE', '211 34', 'Stortorget', '+46 40'),
    place('Kraków', 'Małopolskie', 'PL', '31-042', 'Rynek Główny', '+48 12'),
  ],
  india: [
    place('Pune', 'Maharashtra', 'IN', '411001', 'Mahatma Gandhi Road', '+91 20'),
    place('Bengaluru', 'Karnataka', 'IN', '560001', 'Brigade Road', '+91 80'),
    place('Kochi', 'Kerala', 'IN', '682011', 'Marine Drive', '+91 484'),
    place('Gurugram', 'Haryana', 'IN', '122002', 'Golf Course Road', '+91 124'),
  ],
} as const satisfies Record<string, readonly Place[]>

export type Area = keyof typeof places
